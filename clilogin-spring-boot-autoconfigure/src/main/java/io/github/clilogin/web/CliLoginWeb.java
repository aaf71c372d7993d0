package io.github.clilogin.web;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;

/**
 * Makes the endpoints. They are functional routes in a {@link HandlerMapping} of their
 * own, so that nothing a host configures for its own handlers changes an answer.
 */
public final class CliLoginWeb {

	private CliLoginWeb() {
	}

	/**
	 * Makes the limits, one object for all endpoints of an application.
	 * @param events told when a limit is reached
	 * @param settings the host's decisions
	 * @return the limits
	 */
	public static CliLoginLimits limits(Consumer<CliLoginEvent> events, CliLoginWebSettings settings) {
		return CliLoginLimits.of(events, settings);
	}

	/**
	 * Makes the place where polls wait for a decision.
	 * @param repository the logins
	 * @param settings the host's decisions
	 * @param limits tells who shares the number of polls that may wait
	 * @return the place, to be told what happens and to be closed before the web server
	 */
	public static WaitingPolls waitingPolls(CliLoginRepository repository, CliLoginWebSettings settings,
			CliLoginLimits limits) {
		return WaitingPolls.of(repository, settings, limits);
	}

	/**
	 * Makes the endpoints for command lines: device, token, status, cancel and revoke.
	 * @param service the logins
	 * @param settings the host's decisions
	 * @param limits how often they may be called
	 * @param waiting where polls wait
	 * @return the routes
	 */
	public static RouterFunction<ServerResponse> cliEndpoints(CliLoginService service, CliLoginWebSettings settings,
			CliLoginLimits limits, WaitingPolls waiting) {
		return MachineRoutes.create(service, settings, limits, waiting);
	}

	/**
	 * Makes the documents that tell clients where the endpoints are (RFC 8414).
	 * @param service the logins
	 * @param settings the host's decisions, with a base URL
	 * @return the routes, for {@link #handlerMappingAfterHost}
	 */
	public static RouterFunction<ServerResponse> metadataEndpoints(CliLoginService service,
			CliLoginWebSettings settings) {
		return MetadataRoutes.create(service, settings);
	}

	/**
	 * Makes the endpoints with which a host's own front end shows, confirms and rejects
	 * logins.
	 * @param service the logins
	 * @param users says who a signed-in user is
	 * @param settings the host's decisions
	 * @param limits how often they may be called
	 * @return the routes
	 */
	public static RouterFunction<ServerResponse> loginsEndpoints(CliLoginService service, CliUserService users,
			CliLoginWebSettings settings, CliLoginLimits limits) {
		return SessionRoutes.logins(service, users, settings, limits);
	}

	/**
	 * Makes the endpoints with which users list and revoke what their command lines hold.
	 * @param service the logins
	 * @param settings the host's decisions
	 * @return the routes
	 */
	public static RouterFunction<ServerResponse> tokensEndpoints(CliLoginService service,
			CliLoginWebSettings settings) {
		return SessionRoutes.tokens(service, settings);
	}

	/**
	 * Makes the confirmation page. It answers those whom the {@link #signInFilter} let
	 * in.
	 * @param service the logins
	 * @param users says who a signed-in user is
	 * @param settings the host's decisions
	 * @param renderer the look
	 * @param limits how often it may be called
	 * @return the routes
	 */
	public static RouterFunction<ServerResponse> pageEndpoints(CliLoginService service, CliUserService users,
			CliLoginWebSettings settings, ConfirmationPageRenderer renderer, CliLoginLimits limits) {
		return new PageRoutes(service, users, settings, renderer, limits).create(settings.paths());
	}

	/**
	 * Makes the built-in look of the confirmation page.
	 * @param applicationName the application's name for people; may be empty
	 * @param messages asked first for each text, or {@code null}
	 * @return the renderer
	 */
	public static ConfirmationPageRenderer pageRenderer(String applicationName, @Nullable MessageSource messages) {
		return new ConfirmationPageHtml(applicationName, new ConfirmationPageTexts(messages));
	}

	/**
	 * Makes the filter that demands a sign-in for what a person does, to be placed before
	 * the {@code AuthorizationFilter} of each chain of the host's.
	 * @param settings the host's decisions
	 * @param served the endpoints that are served
	 * @return the filter, which leaves all other paths alone
	 */
	public static Filter signInFilter(CliLoginWebSettings settings, Set<SessionEndpoint> served) {
		return new SignInFilter(settings, served);
	}

	/**
	 * Makes the filter that lets a person sign in again whose session has ended while the
	 * page was open, to be placed before the {@code CsrfFilter} of each chain of the
	 * host's.
	 * @param settings the host's decisions
	 * @return the filter, which leaves all other paths alone
	 */
	public static Filter expiredSessionFilter(CliLoginWebSettings settings) {
		return new SignInFilterAfterExpiry(settings);
	}

	/**
	 * Makes the mapping that serves routes before anything of the host's.
	 * @param routes the routes, at least one
	 * @return the mapping, to be registered as a bean that is no autowire candidate
	 */
	public static HandlerMapping handlerMapping(List<RouterFunction<ServerResponse>> routes) {
		return new PrivateHandlerMapping(routes, Ordered.HIGHEST_PRECEDENCE + 100);
	}

	/**
	 * Makes the mapping that serves routes only where the host has no handler of its own
	 * but static resources.
	 * @param routes the routes, at least one
	 * @return the mapping, to be registered as a bean that is no autowire candidate
	 */
	public static HandlerMapping handlerMappingAfterHost(List<RouterFunction<ServerResponse>> routes) {
		return new PrivateHandlerMapping(routes, 1);
	}

	/**
	 * Makes the filter chain that lets command lines in.
	 * @param paths where the endpoints are
	 * @param matchers knows the path of the dispatcher servlet
	 * @return the chain, which matches exactly the paths that command lines call
	 */
	public static SecurityFilterChain cliFilterChain(CliLoginPaths paths, PathPatternRequestMatcher.Builder matchers) {
		return MachineFilterChain.forMachines(paths, matchers);
	}

	/**
	 * Makes the servlet filter that refuses unusual verbs where command lines call, to be
	 * placed before Spring Security's, whose firewall would refuse them by the host's
	 * error page.
	 * @param paths where the endpoints are
	 * @return the filter, which leaves all other paths alone
	 */
	public static Filter verbFilter(CliLoginPaths paths) {
		return new VerbRefusal(paths);
	}

	/**
	 * Makes the filter that lets everybody read the metadata, to be placed before the
	 * {@code AuthorizationFilter} of each chain of the host's: a filter of the host's
	 * that serves metadata comes earlier, and where a handler of the host's does, the
	 * host's rules decide.
	 * @param service the logins
	 * @param settings the host's decisions, with a base URL
	 * @param host has the host's handlers
	 * @return the filter, which leaves all other paths alone
	 */
	public static Filter metadataFilter(CliLoginService service, CliLoginWebSettings settings,
			ListableBeanFactory host) {
		return new MetadataFilter(settings, service.settings().scopes(), new HostHandlers(host));
	}

}
