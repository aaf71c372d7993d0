/** Auto-configuration for the login service. */
@NullMarked
package io.github.clilogin.autoconfigure;

import org.jspecify.annotations.NullMarked;
