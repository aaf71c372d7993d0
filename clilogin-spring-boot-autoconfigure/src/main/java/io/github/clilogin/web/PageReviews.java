package io.github.clilogin.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Finds the login that a person means and shows it. Nothing here decides anything.
 */
final class PageReviews {

	private final CliLoginService service;

	private final String codeParameter;

	private final CliLoginLimits limits;

	private final PageBuilder pages;

	private final PageForm forms;

	PageReviews(CliLoginService service, CliLoginWebSettings settings, CliLoginLimits limits, PageBuilder pages,
			PageForm forms) {
		this.service = service;
		this.codeParameter = settings.userCodeParameter();
		this.limits = limits;
		this.pages = pages;
		this.forms = forms;
	}

	/** A link: with the code, or to the empty form. */
	ConfirmationPage opened(HttpServletRequest request, SignedInUser user) {
		Optional<String> code = PageForm.read(request, this.codeParameter);
		if (code.isEmpty()) {
			return this.pages.enterCode(Kind.ENTER_CODE, request, user);
		}
		Optional<CliLogin> login = find(code.get(), request, user);
		boolean mustType = login.filter((found) -> found.request().flow() == CliLoginFlow.CODE).isPresent();
		return mustType ? this.pages.enterCode(Kind.ENTER_CODE, request, user) : byCode(login, request, user);
	}

	/** The code was typed, or else has to be. */
	ConfirmationPage typed(HttpServletRequest request, SignedInUser user) {
		if (!this.forms.isTyped(request)) {
			return this.pages.enterCode(Kind.ENTER_CODE, request, user);
		}
		return byCode(PageForm.read(request, this.codeParameter).flatMap((code) -> find(code, request, user)), request,
				user);
	}

	private Optional<CliLogin> find(String code, HttpServletRequest request, SignedInUser user) {
		return this.limits.find(request, user.id(), () -> this.service.review(code, user.user()));
	}

	private ConfirmationPage byCode(Optional<CliLogin> login, HttpServletRequest request, SignedInUser user) {
		return login.map((found) -> this.pages.of(found, request, user))
			.orElseGet(() -> this.pages.enterCode(Kind.UNKNOWN_CODE, request, user));
	}

	/** A link that names the login, whose device code the command line kept to itself. */
	ConfirmationPage browser(HttpServletRequest request, SignedInUser user) {
		return PageForm.read(request, PageAddress.STATE)
			.filter(DeviceCode::isHex)
			.flatMap((id) -> this.service.reviewById(id, user.user()))
			.filter((login) -> login.request().flow() == CliLoginFlow.BROWSER)
			.map((login) -> this.pages.of(login, request, user))
			.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
	}

}
