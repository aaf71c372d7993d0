package io.github.clilogin.web.user;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.ErrorResponses;
import io.github.clilogin.web.wire.PrivateRoutes;
import io.github.clilogin.web.wire.WireException;

/** Routes the JSON endpoints for users, behind the security filter chains of the host. */
public final class UserRoutes {

	private static final Logger logger = System.getLogger(UserRoutes.class.getName());

	private UserRoutes() {
	}

	/**
	 * {@return the routes by which a custom front end shows, confirms and rejects logins}
	 * @param service the logins
	 * @param users resolves users
	 * @param settings the settings
	 * @param limits the limits
	 */
	public static PrivateRoutes logins(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			RateLimits limits) {
		CliLoginPaths paths = settings.paths();
		ReviewEndpoint review = new ReviewEndpoint(service, users, settings.clock(), limits);
		RouterFunction<ServerResponse> endpoints = RouterFunctions.route()
			.GET(paths.logins(), review::find)
			.GET(paths.login(), review::get)
			.POST(paths.loginConfirm(), review::confirm)
			.POST(paths.loginReject(), review::reject)
			.build();
		RouterFunctions.Builder routes = guarded(endpoints, settings)
			.route(RequestPredicates.path(paths.logins()), ErrorResponses.methodNotAllowed("GET"))
			.route(RequestPredicates.path(paths.login()), ErrorResponses.methodNotAllowed("GET"))
			.route(RequestPredicates.path(paths.loginConfirm()), ErrorResponses.methodNotAllowed("POST"))
			.route(RequestPredicates.path(paths.loginReject()), ErrorResponses.methodNotAllowed("POST"));
		return new PrivateRoutes(routes.build(), UserEndpoint.LOGINS.patterns(paths));
	}

	/**
	 * {@return the routes that list and revoke the logins of a user}
	 * @param service the logins
	 * @param settings the settings
	 */
	public static PrivateRoutes tokens(CliLoginService service, CliLoginWebSettings settings) {
		CliLoginPaths paths = settings.paths();
		ConnectedClisEndpoint tokens = new ConnectedClisEndpoint(service);
		RouterFunction<ServerResponse> endpoints = RouterFunctions.route()
			.GET(paths.tokens(), tokens::list)
			.POST(paths.tokensRevoke(), tokens::revoke)
			.build();
		RouterFunctions.Builder routes = guarded(endpoints, settings)
			.route(RequestPredicates.path(paths.tokens()), ErrorResponses.methodNotAllowed("GET"))
			.route(RequestPredicates.path(paths.tokensRevoke()), ErrorResponses.methodNotAllowed("POST"));
		return new PrivateRoutes(routes.build(), UserEndpoint.TOKENS.patterns(paths));
	}

	/** Nests the routes, since a router does not handle the errors of its own filter. */
	private static RouterFunctions.Builder guarded(RouterFunction<ServerResponse> endpoints,
			CliLoginWebSettings settings) {
		return RouterFunctions.route()
			.add(endpoints.filter(guard(settings)))
			.onError(Exception.class, ErrorResponses::answer);
	}

	private static HandlerFilterFunction<ServerResponse, ServerResponse> guard(CliLoginWebSettings settings) {
		SameSiteGuard guard = new SameSiteGuard(settings.baseUrl());
		return (request, next) -> {
			user(request);
			if (guard.isForeign(request.servletRequest())) {
				throw WireException.forbidden("Cross-site requests are not allowed");
			}
			return next.handle(request);
		};
	}

	static Authentication user(ServerRequest request) {
		return SignedInUser.authentication(request).orElseThrow(() -> {
			logger.log(Level.WARNING, "{0}: {1}", request.path(), SignedInUser.NOT_COVERED);
			return WireException.forbidden(SignedInUser.NOT_COVERED);
		});
	}

}
