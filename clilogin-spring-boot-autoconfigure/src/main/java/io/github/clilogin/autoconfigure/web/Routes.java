package io.github.clilogin.autoconfigure.web;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Endpoints that are switched on, kept from a host's own mapping of router functions.
 *
 * @param function the endpoints
 */
record Routes(RouterFunction<ServerResponse> function) {

}
