package io.github.clilogin.web.wire;

import java.util.Collection;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Holds routes with the path patterns that they answer. Its type hides the routes from
 * the host's mapping of router functions.
 *
 * @param function the routes
 * @param paths the path patterns, and no others
 */
public record PrivateRoutes(RouterFunction<ServerResponse> function, Collection<String> paths) {

	/**
	 * {@return a route that answers one method of a path and refuses all other methods}
	 * @param method the allowed method
	 * @param path the path
	 * @param handler answers the method
	 */
	public static RouterFunction<ServerResponse> only(HttpMethod method, String path,
			HandlerFunction<ServerResponse> handler) {
		RequestPredicate anyMethod = RequestPredicates.path(path);
		return RouterFunctions.route(RequestPredicates.method(method).and(anyMethod), handler)
			.andRoute(anyMethod, (request) -> {
				throw WireException.methodNotAllowed(method.name());
			});
	}

}
