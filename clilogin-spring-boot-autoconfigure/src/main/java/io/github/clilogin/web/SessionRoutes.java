package io.github.clilogin.web;

import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;

/**
 * What signed-in users call, through the host's own security filter chains.
 */
final class SessionRoutes {

	private SessionRoutes() {
	}

	static RouterFunction<ServerResponse> logins(CliLoginService service, CliUserService users,
			CliLoginWebSettings settings, CliLoginLimits limits) {
		CliLoginPaths paths = settings.paths();
		LoginsEndpoint logins = new LoginsEndpoint(service, users, settings, limits);
		RouterFunction<ServerResponse> endpoints = RouterFunctions.route()
			.GET(paths.logins(), logins::find)
			.GET(paths.login(), logins::get)
			.POST(paths.loginConfirm(), logins::confirm)
			.POST(paths.loginReject(), logins::reject)
			.build();
		return guarded(endpoints, settings)
			.route(RequestPredicates.path(paths.logins()), Failures.methodNotAllowed("GET"))
			.route(RequestPredicates.path(paths.login()), Failures.methodNotAllowed("GET"))
			.route(RequestPredicates.path(paths.loginConfirm()), Failures.methodNotAllowed("POST"))
			.route(RequestPredicates.path(paths.loginReject()), Failures.methodNotAllowed("POST"))
			.build();
	}

	static RouterFunction<ServerResponse> tokens(CliLoginService service, CliLoginWebSettings settings) {
		CliLoginPaths paths = settings.paths();
		TokensEndpoint tokens = new TokensEndpoint(service);
		RouterFunction<ServerResponse> endpoints = RouterFunctions.route()
			.GET(paths.tokens(), tokens::list)
			.POST(paths.tokensRevoke(), tokens::revoke)
			.build();
		return guarded(endpoints, settings)
			.route(RequestPredicates.path(paths.tokens()), Failures.methodNotAllowed("GET"))
			.route(RequestPredicates.path(paths.tokensRevoke()), Failures.methodNotAllowed("POST"))
			.build();
	}

	/** What a filter throws is not seen by the error handler of the same router. */
	private static RouterFunctions.Builder guarded(RouterFunction<ServerResponse> endpoints,
			CliLoginWebSettings settings) {
		return RouterFunctions.route()
			.add(endpoints.filter(new SessionGuard(settings.baseUrl())::filter))
			.onError(Exception.class, Failures::answer);
	}

}
