package io.github.clilogin.web.page;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SignedInUser;
import io.github.clilogin.web.wire.WireRequestReader;

/** Shows the return code to type, and the last page of a login that needed a code. */
record ReturnReviews(PageBuilder pages, PageForms forms, PageReturns returns, PageReturnCodes codes) {

	/**
	 * Shows the code to type. Without a parameter, it is that of the last login whose
	 * page this browser got, because the terminal prints a short address.
	 */
	ConfirmationPage opened(HttpServletRequest request, SignedInUser user) {
		Optional<CliLogin> login = named(request, user).or(() -> remembered(request, user));
		return login.map((found) -> opened(found, request, user))
			.orElseGet(() -> this.pages.enterCode(Kind.ENTER_CODE, request, user));
	}

	private Optional<CliLogin> named(HttpServletRequest request, SignedInUser user) {
		return WireRequestReader.readField(request, PageLinks.STATE)
			.filter(DeviceCode::isHex)
			.flatMap((id) -> this.returns.decided(id, user));
	}

	/** Finds a login that waits for its code, or else any login. */
	private Optional<CliLogin> remembered(HttpServletRequest request, SignedInUser user) {
		List<CliLogin> logins = this.returns.remembered(user, request).toList();
		return logins.stream().filter(this.pages::isReturning).findFirst().or(() -> logins.stream().findFirst());
	}

	private ConfirmationPage opened(CliLogin login, HttpServletRequest request, SignedInUser user) {
		if (!this.pages.isReturning(login) || !this.returns.canType(login)) {
			return this.pages.of(login, request, user);
		}
		return this.returns.mayShow(login, user, request) ? typed(login, request, user)
				: this.pages.returning(login, this.returns.question(), request, user);
	}

	private ConfirmationPage typed(CliLogin login, HttpServletRequest request, SignedInUser user) {
		ConfirmationPage page = this.codes.replace(login, user, request)
			.map((code) -> this.pages.returning(login, this.returns.typed(code), request, user))
			.orElseGet(() -> this.pages.of(login, request, user));
		this.returns.remember(login, page, request);
		return page;
	}

	/** Answers the form of a user who has the CLI in front. */
	ConfirmationPage answered(HttpServletRequest request, SignedInUser user) {
		Optional<String> id = this.forms.loginId(request, user.id(), Action.SHOW_CODE);
		if (id.isEmpty()) {
			return this.pages.without(Kind.STALE_FORM, request, user);
		}
		Optional<CliLogin> login = this.returns.decided(id.get(), user);
		login.ifPresent((found) -> this.returns.answered(found, request));
		return login
			.map((found) -> this.pages.isReturning(found) ? typed(found, request, user)
					: this.pages.of(found, request, user))
			.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
	}

	/**
	 * Shows the last page, to which the CLI sends the browser. Another site can open it
	 * as well, so nothing in the URL is read. The last login usually waits until its CLI
	 * has collected. Then the page names none, since an earlier one would be misleading.
	 */
	ConfirmationPage finished(HttpServletRequest request, SignedInUser user) {
		return this.returns.remembered(user, request)
			.findFirst()
			.filter((login) -> !this.pages.isReturning(login))
			.map((login) -> this.pages.of(login, request, user))
			.orElseGet(() -> this.pages.without(Kind.FINISHED, request, user));
	}

}
