package io.github.clilogin.web.cli;

import java.util.Set;
import java.util.function.BiFunction;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
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
import io.github.clilogin.web.wire.TenantServices;

/** Routes the endpoints that a CLI calls. */
public final class CliRoutes {

	private CliRoutes() {
	}

	/**
	 * {@return the routes of the device, token, status, cancel and revoke endpoints}
	 * @param services the logins
	 * @param settings the settings
	 * @param limits the limits
	 * @param waiting the waiting polls
	 */
	public static PrivateRoutes endpoints(TenantServices services, CliLoginWebSettings settings, RateLimits limits,
			WaitingPolls waiting) {
		CliLoginPaths paths = settings.paths();
		PollHandler polls = new PollHandler(services, settings, limits, waiting);
		TokenEndpoint token = new TokenEndpoint(polls, settings.clock());
		StatusEndpoint status = new StatusEndpoint(polls, settings.clock());
		ForeignOriginFilter own = new ForeignOriginFilter(settings);
		DeviceAuthorizationEndpoint device = new DeviceAuthorizationEndpoint(services, settings, limits);
		RouterFunctions.Builder routes = RouterFunctions.route()
			.add(poll(paths.token(), own.apply(token::collect), ErrorResponses::answerPoll))
			.add(poll(paths.status(), own.apply(status::status), ErrorResponses::answerStatusPoll))
			.add(post(paths.device(), own.apply(device::start)))
			.add(post(paths.cancel(), own.apply(new CancelEndpoint(services, limits)::cancel)))
			.add(post(paths.revoke(), own.apply(new RevocationEndpoint(services, limits)::revoke)));
		return new PrivateRoutes(routes.onError(Exception.class, ErrorResponses::answer).build(), paths.cliPaths());
	}

	private static RouterFunction<ServerResponse> post(String path, HandlerFunction<ServerResponse> handler) {
		return PrivateRoutes.only(HttpMethod.POST, path, handler);
	}

	private static RouterFunction<ServerResponse> poll(String path, HandlerFunction<ServerResponse> handler,
			BiFunction<Throwable, ServerRequest, ServerResponse> failure) {
		return RouterFunctions.route().add(post(path, handler)).onError(Exception.class, failure).build();
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
