/**
 * Who a command line acts for, and how its token opens a host's API: start with
 * {@code CliLoginSecurity}.
 */
@NullMarked
package io.github.clilogin.security;

import org.jspecify.annotations.NullMarked;
