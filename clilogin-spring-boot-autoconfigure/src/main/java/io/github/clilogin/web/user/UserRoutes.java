package io.github.clilogin.web.user;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.ErrorResponses;
import io.github.clilogin.web.wire.PrivateRoutes;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireException;

/** Routes the JSON endpoints for users, behind the security filter chains of the host. */
public final class UserRoutes {

	private static final Logger logger = System.getLogger(UserRoutes.class.getName());

	private UserRoutes() {
	}

	/**
	 * {@return the routes by which a custom front end shows, confirms and rejects logins}
	 * @param services the logins
	 * @param settings the settings
	 * @param limits the limits
	 */
	public static PrivateRoutes logins(TenantServices services, CliLoginWebSettings settings, RateLimits limits) {
		CliLoginPaths paths = settings.paths();
		ReviewEndpoint review = new ReviewEndpoint(services, settings.clock(), limits, new SignInAge(settings));
		RouterFunctions.Builder endpoints = RouterFunctions.route()
			.add(PrivateRoutes.only(HttpMethod.GET, paths.logins(), review::find))
			.add(PrivateRoutes.only(HttpMethod.GET, paths.login(), review::get))
			.add(PrivateRoutes.only(HttpMethod.POST, paths.loginConfirm(), review::confirm))
			.add(PrivateRoutes.only(HttpMethod.POST, paths.loginReject(), review::reject))
			.add(PrivateRoutes.only(HttpMethod.POST, paths.loginReturn(), new ReturnEndpoint(services)::replace));
		return guarded(endpoints, settings, paths.loginsPaths());
	}

	/**
	 * {@return the routes that list and revoke the logins of a user}
	 * @param services the logins
	 * @param settings the settings
	 */
	public static PrivateRoutes tokens(TenantServices services, CliLoginWebSettings settings) {
		CliLoginPaths paths = settings.paths();
		ConnectedClisEndpoint tokens = new ConnectedClisEndpoint(services);
		RouterFunctions.Builder endpoints = RouterFunctions.route()
			.add(PrivateRoutes.only(HttpMethod.GET, paths.tokens(), tokens::list))
			.add(PrivateRoutes.only(HttpMethod.POST, paths.tokensRevoke(), tokens::revoke));
		return guarded(endpoints, settings, paths.tokensPaths());
	}

	/** Nests the routes, since a router does not handle the errors of its own filter. */
	private static PrivateRoutes guarded(RouterFunctions.Builder endpoints, CliLoginWebSettings settings,
			List<String> paths) {
		RouterFunction<ServerResponse> routes = RouterFunctions.route()
			.add(endpoints.build().filter(guard(settings)))
			.onError(Exception.class, ErrorResponses::answer)
			.build();
		return new PrivateRoutes(routes, paths);
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
