/**
 * Sealing of credentials of the host's, by BouncyCastle.
 */
@NullMarked
package io.github.clilogin.hpke;

import org.jspecify.annotations.NullMarked;
