/**
 * Contains the authentication by tokens and the default {@code CliUserService}.
 */
@NullMarked
package io.github.clilogin.security;

import org.jspecify.annotations.NullMarked;
