/**
 * Authentication by own tokens, and the default {@code CliUserService}, on Spring
 * Security.
 */
@NullMarked
package io.github.clilogin.security;

import org.jspecify.annotations.NullMarked;
