package io.github.clilogin.autoconfigure.web;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Hides the routes of enabled endpoints from the host's own mapping of router functions.
 *
 * @param function the routes
 */
record CliLoginRoutes(RouterFunction<ServerResponse> function) {

}
