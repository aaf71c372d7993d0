package io.github.clilogin.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUserService;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * What a person opens in the browser: enter the code, review, done.
 */
final class PageRoutes {

	private static final Logger logger = System.getLogger(PageRoutes.class.getName());

	private final PageAddress address;

	private final PageBuilder pages;

	private final PageReviews reviews;

	private final PageDecisions decisions;

	private final PageForm forms;

	private final PageResponder responder;

	private final CliUserService users;

	PageRoutes(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			ConfirmationPageRenderer renderer, CliLoginLimits limits) {
		PageCookie cookie = new PageCookie(settings.baseUrl());
		this.users = users;
		this.address = new PageAddress(settings);
		this.forms = new PageForm(settings, cookie);
		this.pages = new PageBuilder(service, settings, this.forms);
		this.reviews = new PageReviews(service, settings, limits, this.pages, this.forms);
		this.decisions = new PageDecisions(service, this.pages, this.forms);
		this.responder = new PageResponder(renderer, cookie);
	}

	RouterFunction<ServerResponse> create(CliLoginPaths paths) {
		RouterFunctions.Builder routes = RouterFunctions.route()
			.route(read(paths.page()), page(this.reviews::opened))
			.POST(paths.page(), page(this.reviews::typed))
			.route(read(paths.browser()), page(this.reviews::browser))
			.POST(this.address.path(Action.CONFIRM), page(this.decisions::confirm))
			.POST(this.address.path(Action.REJECT), page(this.decisions::reject))
			.POST(this.address.path(Action.DISCONNECT), page(this.decisions::disconnect))
			.POST(this.address.path(Action.SWITCH_ACCOUNT), signedIn(this::switchAccount))
			.route(RequestPredicates.path(paths.page()), wrongMethod("GET, HEAD, POST"))
			.route(RequestPredicates.path(paths.browser()), wrongMethod("GET, HEAD"));
		this.address.forms().forEach((path) -> routes.route(RequestPredicates.path(path), wrongMethod("POST")));
		return routes.onError(Exception.class, this::failed).build();
	}

	private static RequestPredicate read(String path) {
		return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
	}

	private HandlerFunction<ServerResponse> page(BiFunction<HttpServletRequest, SignedInUser, ConfirmationPage> page) {
		return signedIn((request, user) -> this.responder.page(page.apply(request.servletRequest(), user), request));
	}

	private HandlerFunction<ServerResponse> signedIn(SignedInHandler handler) {
		return (request) -> {
			Authentication user = SignedInUser.authentication(request).orElse(null);
			if (user == null) {
				logger.log(Level.WARNING, SignedInUser.NOT_COVERED);
			}
			if (user == null || user instanceof CliTokenAuthentication) {
				Kind kind = (user != null) ? Kind.COMMAND_LINE : Kind.NOT_COVERED;
				return page(kind, request, null);
			}
			return handler.handle(request, SignedInUser.resolve(request.servletRequest(), user, this.users));
		};
	}

	/** Signs out by whatever the host's own logout does, and at least of the session. */
	private ServerResponse switchAccount(ServerRequest request, SignedInUser user) {
		HttpServletRequest servletRequest = request.servletRequest();
		if (this.forms.loginId(servletRequest, user.id(), Action.SWITCH_ACCOUNT).isEmpty()) {
			return page(Kind.STALE_FORM, request, user);
		}
		String again = SignInFilter.signedOut(this.address.again(servletRequest));
		return this.responder.seeOther(again, request, (toLeave, response) -> {
			toLeave.logout();
			new SecurityContextLogoutHandler().logout(toLeave, response, user.authentication());
			return null;
		});
	}

	private ServerResponse page(Kind kind, ServerRequest request, @Nullable SignedInUser user) {
		return this.responder.page(this.pages.without(kind, request.servletRequest(), user), request);
	}

	private HandlerFunction<ServerResponse> wrongMethod(String allowed) {
		return (request) -> this.responder.wrongMethod(this.pages, request, allowed);
	}

	private ServerResponse failed(Throwable failure, ServerRequest request) {
		if (failure instanceof WireException refusal) {
			return this.responder.page(this.pages.without(Kind.RATE_LIMITED, request.servletRequest(),
					SignedInUser.of(request.servletRequest()).orElse(null)), request, refusal.headers());
		}
		logger.log(Level.WARNING, "The confirmation page failed", failure);
		return page(Kind.NOT_CERTAIN, request, SignedInUser.of(request.servletRequest()).orElse(null));
	}

	/**
	 * Answers a signed-in person.
	 */
	@FunctionalInterface
	private interface SignedInHandler {

		ServerResponse handle(ServerRequest request, SignedInUser user) throws Exception;

	}

}
