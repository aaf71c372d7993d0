package io.github.clilogin.web.page;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SignedInUser;
import io.github.clilogin.web.wire.WireRequestReader;

/** Shows the login of a link or of a typed code. */
record PageReviews(CliLoginService service, String codeParameter, RateLimits limits, PageBuilder pages, PageForms forms,
		PageReturns returns) {

	ConfirmationPage opened(HttpServletRequest request, SignedInUser user) {
		Optional<String> code = WireRequestReader.readField(request, this.codeParameter);
		if (code.isEmpty()) {
			return this.pages.enterCode(Kind.ENTER_CODE, request, user);
		}
		Optional<CliLogin> login = remembered(code.get(), request, user).or(() -> find(code.get(), request, user));
		boolean mustType = login.filter((found) -> found.request().flow() == CliLoginFlow.CODE)
			.filter((found) -> found.decision() == null)
			.isPresent();
		return mustType ? this.pages.enterCode(Kind.ENTER_CODE, request, user) : byCode(login, request, user);
	}

	ConfirmationPage typed(HttpServletRequest request, SignedInUser user) {
		if (!this.forms.isTyped(request, user.id())) {
			return this.pages.without(Kind.STALE_FORM, request, user);
		}
		Optional<String> code = WireRequestReader.readField(request, this.codeParameter);
		return byCode(code.flatMap((typed) -> find(typed, request, user)), request, user);
	}

	/**
	 * Finds a login that this user has confirmed in this browser. Takes no permit, since
	 * an exhausted user would otherwise confirm and not get the code.
	 */
	private Optional<CliLogin> remembered(String code, HttpServletRequest request, SignedInUser user) {
		return this.returns.remembered(user, request)
			.filter((login) -> code.equals(login.displayedUserCode()))
			.findFirst();
	}

	private Optional<CliLogin> find(String code, HttpServletRequest request, SignedInUser user) {
		return this.limits.review(request, user.id(), code, () -> this.service.review(code, user.user()));
	}

	private ConfirmationPage byCode(Optional<CliLogin> login, HttpServletRequest request, SignedInUser user) {
		return login.map((found) -> show(found, request, user))
			.orElseGet(() -> this.pages.enterCode(Kind.UNKNOWN_CODE, request, user));
	}

	private ConfirmationPage show(CliLogin login, HttpServletRequest request, SignedInUser user) {
		ConfirmationPage page = this.pages.of(login, request, user);
		this.returns.remember(login, page, request);
		return page;
	}

	/** Answers a link with the ID of a login, in the flow BROWSER. */
	ConfirmationPage browser(HttpServletRequest request, SignedInUser user) {
		Optional<String> state = WireRequestReader.readField(request, PageLinks.STATE);
		if (state.isEmpty()) {
			return this.pages.without(Kind.START_AGAIN, request, user);
		}
		return state.filter(DeviceCode::isHex)
			.flatMap((id) -> this.service.reviewById(id, user.user()))
			.filter((login) -> login.request().flow() == CliLoginFlow.BROWSER)
			.map((login) -> show(login, request, user))
			.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
	}

}
