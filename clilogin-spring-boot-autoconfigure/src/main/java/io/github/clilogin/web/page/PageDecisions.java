package io.github.clilogin.web.page;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.ConfirmOptions;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.internal.FailureLogger;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.user.SignedInUser;
import io.github.clilogin.web.wire.WireRequestReader;

/** Performs the decisions of users and shows the login afterwards. */
record PageDecisions(CliLoginService service, PageBuilder pages, PageForms forms, PageReturnCodes codes) {

	private static final FailureLogger failures = new FailureLogger(System.getLogger(PageDecisions.class.getName()),
			"Could not confirm or reject a CLI login");

	ConfirmationPage confirm(HttpServletRequest request, SignedInUser user) {
		String shownCode = WireRequestReader.readField(request, PageForms.SHOWN_CODE).orElse("");
		return decide(Action.CONFIRM, request, user,
				(id) -> service(user).confirm(id, user.authentication(),
						ConfirmOptions.NONE.seen(shownCode)
							.choices(this.forms.choices(request))
							.returnSecret(this.codes.ofForm(id, user, request))));
	}

	/** Shows both addresses before the confirmation. */
	ConfirmationPage compareNetworks(HttpServletRequest request, SignedInUser user) {
		return ifShown(Action.COMPARE_NETWORKS, request, user, (id) -> {
			Optional<CliLogin> login = this.service.reviewById(id, user.user());
			return login.filter((found) -> this.pages.kind(found) == Kind.REVIEW)
				.map((pending) -> this.pages.otherNetwork(pending, request, user))
				.orElseGet(() -> page(login, Kind.ALREADY_DECIDED, request, user));
		});
	}

	ConfirmationPage reject(HttpServletRequest request, SignedInUser user) {
		String reason = WireRequestReader.readField(request, PageForms.REASON).orElse(null);
		return decide(Action.REJECT, request, user, (id) -> service(user).reject(id, user.authentication(), reason));
	}

	ConfirmationPage disconnect(HttpServletRequest request, SignedInUser user) {
		return ifShown(Action.DISCONNECT, request, user, (id) -> {
			this.service.revoke(user.id(), id);
			return asItStands(id, Kind.UNKNOWN_LOGIN, request, user);
		});
	}

	private CliLoginService service(SignedInUser user) {
		return this.service.forTenant(user.user().tenant());
	}

	private ConfirmationPage decide(Action action, HttpServletRequest request, SignedInUser user,
			Function<String, DecisionResult> decision) {
		return ifShown(action, request, user, (id) -> {
			try {
				return page(decision.apply(id), id, request, user);
			}
			catch (RuntimeException ex) {
				failures.log(ex);
				return afterFailure(id, request, user);
			}
		});
	}

	private ConfirmationPage ifShown(Action action, HttpServletRequest request, SignedInUser user,
			Function<String, ConfirmationPage> then) {
		Optional<String> id = this.forms.loginId(request, user.id(), action);
		return id.map(then).orElseGet(() -> this.pages.without(Kind.STALE_FORM, request, user));
	}

	private ConfirmationPage page(DecisionResult result, String id, HttpServletRequest request, SignedInUser user) {
		if (result instanceof DecisionResult.Decided decided) {
			return this.pages.of(decided.login(), request, user);
		}
		if (result instanceof DecisionResult.Refused) {
			return about(Kind.REFUSED, id, request, user);
		}
		if (result instanceof DecisionResult.AccountUnavailable) {
			return about(Kind.ACCOUNT_UNAVAILABLE, id, request, user, Action.SWITCH_ACCOUNT);
		}
		if (result instanceof DecisionResult.Impersonated) {
			return this.pages.without(Kind.IMPERSONATED, request, user);
		}
		if (result instanceof DecisionResult.InvalidChoice choice) {
			return this.pages.review(Kind.CHOICE_REQUIRED, choice.login(), choice.offered(), request, user);
		}
		if (result instanceof DecisionResult.ChoicesUnavailable) {
			return about(Kind.CHOICES_UNAVAILABLE, id, request, user, Action.REJECT, Action.SWITCH_ACCOUNT);
		}
		// This user saw the login, so the page may say that another user decided it
		boolean contested = result instanceof DecisionResult.AlreadyDecided;
		return asItStands(id, contested ? Kind.ALREADY_DECIDED : Kind.UNKNOWN_LOGIN, request, user);
	}

	private ConfirmationPage about(Kind kind, String id, HttpServletRequest request, SignedInUser user,
			Action... actions) {
		return this.service.reviewById(id, user.user())
			.map((login) -> this.pages.about(kind, login, request, user,
					this.forms.of(login, user.id(), request, actions)))
			.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
	}

	/** Reads the login again, since an exception leaves the outcome unknown. */
	private ConfirmationPage afterFailure(String id, HttpServletRequest request, SignedInUser user) {
		Optional<CliLogin> login = this.service.reviewById(id, user.user());
		return login.filter((found) -> this.pages.kind(found) == Kind.REVIEW)
			.map((pending) -> this.pages.about(Kind.STILL_WAITING, pending, request, user, Map.of()))
			.orElseGet(() -> page(login, Kind.UNKNOWN_LOGIN, request, user));
	}

	private ConfirmationPage asItStands(String id, Kind otherwise, HttpServletRequest request, SignedInUser user) {
		return page(this.service.reviewById(id, user.user()), otherwise, request, user);
	}

	private ConfirmationPage page(Optional<CliLogin> login, Kind otherwise, HttpServletRequest request,
			SignedInUser user) {
		return login.map((found) -> this.pages.of(found, request, user))
			.orElseGet(() -> this.pages.without(otherwise, request, user));
	}

}
