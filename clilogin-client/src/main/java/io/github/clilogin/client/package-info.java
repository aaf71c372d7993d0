/**
 * Logs a command-line tool in through the browser; start with {@code CliLoginClient}.
 */
@NullMarked
package io.github.clilogin.client;

import org.jspecify.annotations.NullMarked;
