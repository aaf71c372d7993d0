/**
 * Tests of the sealing of credentials of the host's.
 */
@NullMarked
package io.github.clilogin.hpke;

import org.jspecify.annotations.NullMarked;
