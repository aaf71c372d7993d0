package io.github.clilogin.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Facts;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Says what a person is to see.
 */
final class PageBuilder {

	private final CliLoginService service;

	private final CliLoginWebSettings settings;

	private final PageAddress address;

	private final PageForm forms;

	PageBuilder(CliLoginService service, CliLoginWebSettings settings, PageForm forms) {
		this.service = service;
		this.settings = settings;
		this.address = new PageAddress(settings);
		this.forms = forms;
	}

	/** The first step, as a beginning or because the code was wrong. */
	ConfirmationPage enterCode(Kind kind, HttpServletRequest request, SignedInUser user) {
		Map<Action, Form> form = Map.of(Action.ENTER_CODE, this.forms.enterCode(request));
		return new ConfirmationPage(kind, account(user), null, form, null, null);
	}

	/** A page that is about no login that this person may see. */
	ConfirmationPage without(Kind kind, HttpServletRequest request, @Nullable SignedInUser user) {
		return new ConfirmationPage(kind, account(user), null, Map.of(), null, this.address.again(request));
	}

	private static @Nullable String account(@Nullable SignedInUser user) {
		return (user != null) ? user.user().name() : null;
	}

	/** The page of a login as it stands. */
	ConfirmationPage of(CliLogin login, HttpServletRequest request, SignedInUser user) {
		return of(kind(login), login, request, user);
	}

	Kind kind(CliLogin login) {
		return PageKinds.of(login, this.settings.clock().instant(), this.service.settings().token().idle());
	}

	private ConfirmationPage of(Kind kind, CliLogin login, HttpServletRequest request, SignedInUser user) {
		return switch (kind) {
			case REVIEW -> about(kind, login, request, user,
					this.forms.of(login, user.id(), request, Action.REJECT, Action.CONFIRM, Action.SWITCH_ACCOUNT));
			case CONFIRMED ->
				about(kind, login, request, user, this.forms.of(login, user.id(), request, Action.DISCONNECT));
			default -> about(kind, login, request, user, Map.of());
		};
	}

	/** A page that says what went wrong with a login, or how it ended. */
	ConfirmationPage about(Kind kind, CliLogin login, HttpServletRequest request, SignedInUser user,
			Map<Action, Form> forms) {
		String message = (login.decision() != null) ? login.decision().message() : null;
		return new ConfirmationPage(kind, account(user), facts(login), forms, message, this.address.again(request));
	}

	private Facts facts(CliLogin login) {
		CliLoginRequest asked = login.request();
		Instant now = this.settings.clock().instant();
		return new Facts(login.displayedUserCode(), client(asked.clientId()), asked.clientVersion(), asked.deviceName(),
				asked.remoteAddress(), Duration.between(login.createdAt(), now),
				Duration.between(now, login.expiresAt()), asked.scopes());
	}

	private @Nullable String client(@Nullable String clientId) {
		return (clientId != null) ? this.service.settings().clients().getOrDefault(clientId, clientId) : null;
	}

}
