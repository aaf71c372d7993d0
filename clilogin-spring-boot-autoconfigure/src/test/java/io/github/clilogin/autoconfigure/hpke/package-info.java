/**
 * Tests of the auto-configuration of sealing.
 */
@NullMarked
package io.github.clilogin.autoconfigure.hpke;

import org.jspecify.annotations.NullMarked;
