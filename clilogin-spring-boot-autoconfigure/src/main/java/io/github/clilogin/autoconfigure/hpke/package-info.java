/**
 * Auto-configuration of the sealing of credentials of the host's.
 */
@NullMarked
package io.github.clilogin.autoconfigure.hpke;

import org.jspecify.annotations.NullMarked;
