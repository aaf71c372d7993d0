/**
 * Contains the sealer of host credentials, which uses BouncyCastle.
 */
@NullMarked
package io.github.clilogin.hpke;

import org.jspecify.annotations.NullMarked;
