/**
 * Tests of the sealing of host credentials.
 */
@NullMarked
package io.github.clilogin.hpke;

import org.jspecify.annotations.NullMarked;
