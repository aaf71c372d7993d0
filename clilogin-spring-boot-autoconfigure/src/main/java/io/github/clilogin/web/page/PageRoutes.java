package io.github.clilogin.web.page;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.internal.FailureLogger;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.ConfirmationPageRenderer;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SignedInUser;
import io.github.clilogin.web.wire.PrivateRoutes;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.UnknownTenantException;
import io.github.clilogin.web.wire.WireException;

/** Routes the confirmation page. */
public final class PageRoutes {

	private static final Logger logger = System.getLogger(PageRoutes.class.getName());

	private static final FailureLogger failures = new FailureLogger(logger, "The confirmation page failed");

	private final CliLoginService service;

	private final TenantServices services;

	private final CliLoginPaths paths;

	private final PageLinks links;

	private final PageForms forms;

	private final PageBuilder pages;

	private final PageReviews reviews;

	private final PageDecisions decisions;

	private final ReturnReviews returned;

	private final PageResponder responder;

	public PageRoutes(TenantServices services, CliLoginWebSettings settings, ConfirmationPageRenderer renderer,
			RateLimits limits) {
		PageCookie cookie = new PageCookie(settings.baseUrl());
		CliLoginService service = services.all();
		this.service = service;
		this.services = services;
		this.paths = settings.paths();
		this.links = new PageLinks(settings);
		this.forms = new PageForms(settings, cookie);
		ReturnCookie delivered = new ReturnCookie(settings.baseUrl());
		PageReturnCodes codes = new PageReturnCodes(service, cookie, delivered);
		PageReturns returns = new PageReturns(service, settings, codes, delivered);
		this.pages = new PageBuilder(service, settings, this.forms, returns);
		this.reviews = new PageReviews(service, settings.userCodeParameter(), limits, this.pages, this.forms, returns);
		this.decisions = new PageDecisions(service, this.pages, this.forms, codes);
		this.returned = new ReturnReviews(this.pages, this.forms, returns, codes);
		this.responder = new PageResponder(renderer, cookie, delivered);
	}

	/**
	 * {@return the routes, which answer requests that {@code SignInFilter} has marked}
	 */
	public PrivateRoutes routes() {
		RouterFunctions.Builder routes = RouterFunctions.route()
			.route(read(this.paths.page()), page(this.reviews::opened))
			.POST(this.paths.page(), page(this.reviews::typed))
			.route(read(this.paths.browser()), page(this.reviews::browser))
			.POST(this.paths.pageForm(Action.CONFIRM), decided(this.decisions::confirm))
			.POST(this.paths.pageForm(Action.COMPARE_NETWORKS), page(this.decisions::compareNetworks))
			.POST(this.paths.pageForm(Action.REJECT), page(this.decisions::reject))
			.POST(this.paths.pageForm(Action.DISCONNECT), page(this.decisions::disconnect))
			.POST(this.paths.pageForm(Action.SWITCH_ACCOUNT), signedIn(this::switchAccount))
			.route(read(this.paths.returnPage()), page(this.returned::opened))
			.POST(this.paths.returnPage(), decided(this.returned::answered))
			.route(read(this.paths.finished()), page(this.returned::finished))
			.route(RequestPredicates.path(this.paths.page()), wrongMethod("GET, HEAD, POST"))
			.route(RequestPredicates.path(this.paths.returnPage()), wrongMethod("GET, HEAD, POST"))
			.route(RequestPredicates.path(this.paths.browser()), wrongMethod("GET, HEAD"))
			.route(RequestPredicates.path(this.paths.finished()), wrongMethod("GET, HEAD"));
		this.paths.pageForms().forEach((path) -> routes.route(RequestPredicates.path(path), wrongMethod("POST")));
		return new PrivateRoutes(routes.onError(Exception.class, this::failed).build(), this.paths.pagePaths());
	}

	private static RequestPredicate read(String path) {
		return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
	}

	private HandlerFunction<ServerResponse> page(BiFunction<HttpServletRequest, SignedInUser, ConfirmationPage> page) {
		return signedIn((request, user) -> this.responder.page(page.apply(request.servletRequest(), user), request));
	}

	/**
	 * Redirects to the page of a login that waits for its return code, so that the code
	 * is in the response to a GET, which a user can reload.
	 */
	private HandlerFunction<ServerResponse> decided(
			BiFunction<HttpServletRequest, SignedInUser, ConfirmationPage> decision) {
		return signedIn((request, user) -> {
			ConfirmationPage page = decision.apply(request.servletRequest(), user);
			return (page.returnStep() != null && page.again() != null)
					? this.responder.seeOther(page.again(), request, (asked, response) -> null)
					: this.responder.page(page, request);
		});
	}

	private HandlerFunction<ServerResponse> signedIn(BiFunction<ServerRequest, SignedInUser, ServerResponse> handler) {
		return (request) -> {
			Authentication user = SignedInUser.authentication(request).orElse(null);
			if (user == null) {
				logger.log(Level.WARNING, SignedInUser.NOT_COVERED);
				return page(Kind.NOT_COVERED, request, null);
			}
			if (user instanceof CliTokenAuthentication) {
				return page(Kind.COMMAND_LINE, request, null);
			}
			SignedInUser signedIn = SignedInUser.resolve(request.servletRequest(), user,
					this.services.of(request.servletRequest()));
			return this.service.canConfirm(user) ? handler.apply(request, signedIn)
					: page(Kind.IMPERSONATED, request, signedIn);
		};
	}

	/** Calls the logout of the host, and ends the session even if the host has none. */
	private ServerResponse switchAccount(ServerRequest request, SignedInUser user) {
		HttpServletRequest servletRequest = request.servletRequest();
		if (this.forms.loginId(servletRequest, user.id(), Action.SWITCH_ACCOUNT).isEmpty()) {
			return page(Kind.STALE_FORM, request, user);
		}
		String location = this.links.againSignedOut(servletRequest);
		return this.responder.seeOther(location, request, (toLeave, response) -> {
			toLeave.logout();
			new SecurityContextLogoutHandler().logout(toLeave, response, user.authentication());
			return null;
		});
	}

	private ServerResponse page(Kind kind, ServerRequest request, @Nullable SignedInUser user) {
		return this.responder.page(this.pages.without(kind, request.servletRequest(), user), request);
	}

	private HandlerFunction<ServerResponse> wrongMethod(String allowed) {
		return (request) -> this.responder.page(this.pages.without(Kind.WRONG_METHOD, request.servletRequest(), null),
				request, Map.of(HttpHeaders.ALLOW, allowed));
	}

	private ServerResponse failed(Throwable failure, ServerRequest request) {
		SignedInUser user = SignedInUser.of(request.servletRequest()).orElse(null);
		if (failure instanceof WireException refusal) {
			return this.responder.page(this.pages.without(Kind.RATE_LIMITED, request.servletRequest(), user), request,
					refusal.headers());
		}
		if (failure instanceof UnknownTenantException) {
			return page(Kind.UNKNOWN_TENANT, request, user);
		}
		failures.log(failure);
		return page(Kind.NOT_CERTAIN, request, user);
	}

}
