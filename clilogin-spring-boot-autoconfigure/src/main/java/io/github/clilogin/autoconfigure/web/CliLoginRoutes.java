package io.github.clilogin.autoconfigure.web;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Hides routes from the host's mapping of router functions. */
record CliLoginRoutes(RouterFunction<ServerResponse> function) {

}
