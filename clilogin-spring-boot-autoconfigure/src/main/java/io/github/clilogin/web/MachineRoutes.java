package io.github.clilogin.web;

import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;

/**
 * What command lines call.
 */
final class MachineRoutes {

	private MachineRoutes() {
	}

	static RouterFunction<ServerResponse> create(CliLoginService service, CliLoginWebSettings settings,
			CliLoginLimits limits, WaitingPolls waiting) {
		CliLoginPaths paths = settings.paths();
		DeviceEndpoint device = new DeviceEndpoint(service, settings, limits);
		Polls polls = new Polls(service, settings, limits, waiting);
		StatusEndpoint status = new StatusEndpoint(polls, settings);
		EndEndpoints end = new EndEndpoints(service, limits);
		RouterFunctions.Builder routes = RouterFunctions.route()
			.add(poll(paths.token(), new TokenEndpoint(polls, settings)))
			.POST(paths.device(), device::start)
			.POST(paths.status(), status::status)
			.POST(paths.cancel(), end::cancel)
			.POST(paths.revoke(), end::revoke);
		paths.machine()
			.forEach((path) -> routes.route(RequestPredicates.path(path), Failures.methodNotAllowed("POST")));
		return routes.onError(Exception.class, Failures::answer).build();
	}

	private static RouterFunction<ServerResponse> poll(String path, TokenEndpoint token) {
		return RouterFunctions.route()
			.POST(path, token::collect)
			.onError(Exception.class, Failures::answerPoll)
			.build();
	}

}
