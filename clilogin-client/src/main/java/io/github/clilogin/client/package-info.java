/**
 * Logs a command-line tool in through the browser; start with {@link CliLoginClient}.
 * <p>
 * Needs nothing but the JDK. Works with every server that speaks the device authorization
 * grant of RFC 8628. What the server sends is cleaned before it is shown; what must stay
 * secret (device code, access token) is in no {@code toString()} and in no exception.
 */
@NullMarked
package io.github.clilogin.client;

import org.jspecify.annotations.NullMarked;
