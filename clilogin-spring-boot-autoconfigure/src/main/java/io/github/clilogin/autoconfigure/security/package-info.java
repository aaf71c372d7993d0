/** Auto-configuration for the filter chains of the endpoints and for tokens. */
@NullMarked
package io.github.clilogin.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
