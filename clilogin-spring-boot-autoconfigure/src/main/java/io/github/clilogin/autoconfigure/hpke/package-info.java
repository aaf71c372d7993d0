/** Auto-configuration for sealing host credentials. */
@NullMarked
package io.github.clilogin.autoconfigure.hpke;

import org.jspecify.annotations.NullMarked;
