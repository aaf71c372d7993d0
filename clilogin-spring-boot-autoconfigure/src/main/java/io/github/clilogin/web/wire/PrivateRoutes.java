package io.github.clilogin.web.wire;

import java.util.Collection;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Holds routes with the path patterns that they answer. Its type hides the routes from
 * the host's mapping of router functions.
 *
 * @param function the routes
 * @param paths the path patterns, and no others
 */
public record PrivateRoutes(RouterFunction<ServerResponse> function, Collection<String> paths) {

}
