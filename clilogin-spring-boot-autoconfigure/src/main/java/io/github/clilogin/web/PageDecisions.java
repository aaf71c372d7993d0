package io.github.clilogin.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Does what a person decided, and shows what has become of the login.
 */
final class PageDecisions {

	private static final Logger logger = System.getLogger(PageDecisions.class.getName());

	private final CliLoginService service;

	private final PageBuilder pages;

	private final PageForm forms;

	PageDecisions(CliLoginService service, PageBuilder pages, PageForm forms) {
		this.service = service;
		this.pages = pages;
		this.forms = forms;
	}

	ConfirmationPage confirm(HttpServletRequest request, Authentication user) {
		return decide(Action.CONFIRM, request, user, (id) -> this.service.confirm(id, user));
	}

	ConfirmationPage reject(HttpServletRequest request, Authentication user) {
		String reason = PageForm.read(request, PageForm.REASON).orElse(null);
		return decide(Action.REJECT, request, user, (id) -> this.service.reject(id, user, reason));
	}

	ConfirmationPage disconnect(HttpServletRequest request, Authentication user) {
		return ifShown(Action.DISCONNECT, request, user, (id) -> {
			this.service.revoke(this.service.ownerOf(user), id);
			return asItStands(id, request, user);
		});
	}

	private ConfirmationPage decide(Action action, HttpServletRequest request, Authentication user,
			Function<String, DecisionResult> decision) {
		return ifShown(action, request, user, (id) -> {
			try {
				return page(decision.apply(id), id, request, user);
			}
			catch (RuntimeException ex) {
				logger.log(Level.WARNING, "A decision on a command line login failed", ex);
				return afterFailure(id, request, user);
			}
		});
	}

	private ConfirmationPage ifShown(Action action, HttpServletRequest request, Authentication user,
			Function<String, ConfirmationPage> then) {
		Optional<String> id = this.forms.loginId(request, this.service.ownerOf(user), action);
		return id.map(then).orElseGet(() -> this.pages.without(Kind.STALE_FORM, request, user));
	}

	private ConfirmationPage page(DecisionResult result, String id, HttpServletRequest request, Authentication user) {
		if (result instanceof DecisionResult.Decided decided) {
			return this.pages.of(decided.login(), request, user);
		}
		if (result instanceof DecisionResult.AlreadyDecided already) {
			return afterDecision(already.login(), request, user);
		}
		if (result instanceof DecisionResult.Refused) {
			return this.service.get(id)
				.map((login) -> this.pages.about(Kind.REFUSED, login, request, user, Map.of()))
				.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
		}
		return asItStands(id, request, user);
	}

	/**
	 * The form proves that this person was shown the login while nobody had decided it.
	 */
	private ConfirmationPage afterDecision(CliLogin login, HttpServletRequest request, Authentication user) {
		return (this.pages.kind(login, user) == Kind.UNKNOWN_LOGIN)
				? this.pages.without(Kind.ALREADY_DECIDED, request, user) : this.pages.of(login, request, user);
	}

	/** A failure means unknown, never lost, so look what is written. */
	private ConfirmationPage afterFailure(String id, HttpServletRequest request, Authentication user) {
		Optional<CliLogin> login = this.service.get(id);
		if (login.isPresent() && this.pages.kind(login.get(), user) == Kind.REVIEW) {
			return this.pages.about(Kind.STILL_WAITING, login.get(), request, user, Map.of());
		}
		return page(login, request, user);
	}

	private ConfirmationPage asItStands(String id, HttpServletRequest request, Authentication user) {
		return page(this.service.get(id), request, user);
	}

	private ConfirmationPage page(Optional<CliLogin> login, HttpServletRequest request, Authentication user) {
		return login.map((found) -> this.pages.of(found, request, user))
			.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
	}

}
