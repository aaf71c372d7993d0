/**
 * Logs a CLI in through the browser; start with {@link CliLoginClient}.
 * <p>
 * The package needs only the JDK and works with every server for the device authorization
 * grant (RFC 8628). Text from the server is cleaned before it is shown. Device codes and
 * access tokens appear neither in {@code toString()} nor in exceptions.
 */
@NullMarked
package io.github.clilogin.client;

import org.jspecify.annotations.NullMarked;
