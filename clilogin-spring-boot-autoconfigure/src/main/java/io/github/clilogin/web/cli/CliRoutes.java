package io.github.clilogin.web.cli;

import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.poll.PollHandler;
import io.github.clilogin.web.poll.StatusEndpoint;
import io.github.clilogin.web.poll.TokenEndpoint;
import io.github.clilogin.web.poll.WaitingPolls;
import io.github.clilogin.web.wire.ErrorResponses;
import io.github.clilogin.web.wire.PrivateRoutes;

/** Routes the endpoints that a CLI calls. */
public final class CliRoutes {

	private CliRoutes() {
	}

	/**
	 * {@return the routes of the device, token, status, cancel and revoke endpoints}
	 * @param service the logins
	 * @param settings the settings
	 * @param limits the limits
	 * @param waiting the waiting polls
	 */
	public static PrivateRoutes endpoints(CliLoginService service, CliLoginWebSettings settings, RateLimits limits,
			WaitingPolls waiting) {
		CliLoginPaths paths = settings.paths();
		PollHandler polls = new PollHandler(service, settings, limits, waiting);
		TokenEndpoint token = new TokenEndpoint(polls, settings.clock());
		StatusEndpoint status = new StatusEndpoint(polls, settings.clock());
		ForeignOriginFilter own = new ForeignOriginFilter(settings);
		DeviceAuthorizationEndpoint device = new DeviceAuthorizationEndpoint(service, settings, limits);
		RouterFunctions.Builder routes = RouterFunctions.route()
			.add(poll(paths.token(), own.apply(token::collect)))
			.add(post(paths.device(), own.apply(device::start)))
			.add(post(paths.status(), own.apply(status::status)))
			.add(post(paths.cancel(), own.apply(new CancelEndpoint(service, limits)::cancel)))
			.add(post(paths.revoke(), own.apply(new RevocationEndpoint(service, limits)::revoke)));
		return new PrivateRoutes(routes.onError(Exception.class, ErrorResponses::answer).build(), paths.cliPaths());
	}

	private static RouterFunction<ServerResponse> post(String path, HandlerFunction<ServerResponse> handler) {
		return PrivateRoutes.only(HttpMethod.POST, path, handler);
	}

	private static RouterFunction<ServerResponse> poll(String path, HandlerFunction<ServerResponse> collect) {
		return RouterFunctions.route()
			.add(post(path, collect))
			.onError(Exception.class, ErrorResponses::answerPoll)
			.build();
	}

	/**
	 * {@return the routes of the metadata documents (RFC 8414)}
	 * @param service the logins
	 * @param settings the settings
	 * @throws IllegalArgumentException if the base URL is not set
	 */
	public static PrivateRoutes metadata(CliLoginService service, CliLoginWebSettings settings) {
		MetadataEndpoint metadata = new MetadataEndpoint(settings, service.settings().scopes());
		RouterFunctions.Builder routes = RouterFunctions.route();
		Set<String> paths = settings.metadataPaths();
		paths.forEach((path) -> routes.add(PrivateRoutes.only(HttpMethod.GET, path, metadata::document)));
		return new PrivateRoutes(routes.onError(Exception.class, ErrorResponses::answer).build(), paths);
	}

}
