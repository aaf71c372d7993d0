package io.github.clilogin.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginService;
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
	ConfirmationPage opened(HttpServletRequest request, Authentication user) {
		Optional<String> code = PageForm.read(request, this.codeParameter);
		if (code.isEmpty()) {
			return this.pages.enterCode(Kind.ENTER_CODE, request, user);
		}
		Optional<CliLogin> login = find(code.get(), request, user);
		boolean mustType = login.filter((found) -> found.request().flow() == CliLoginFlow.CODE).isPresent();
		return mustType ? this.pages.enterCode(Kind.ENTER_CODE, request, user) : byCode(login, request, user);
	}

	/** The code was typed, or else has to be. */
	ConfirmationPage typed(HttpServletRequest request, Authentication user) {
		if (!this.forms.isTyped(request)) {
			return this.pages.enterCode(Kind.ENTER_CODE, request, user);
		}
		return byCode(PageForm.read(request, this.codeParameter).flatMap((code) -> find(code, request, user)), request,
				user);
	}

	private Optional<CliLogin> find(String code, HttpServletRequest request, Authentication user) {
		return this.limits.find(request, this.service.ownerOf(user), () -> find(code, user));
	}

	/** A code for typing never leads to a login of the flow that needs none. */
	private Optional<CliLogin> find(String code, Authentication user) {
		return this.service.find(code)
			.filter((login) -> login.request().flow() != CliLoginFlow.BROWSER)
			.filter((login) -> this.pages.kind(login, user) != Kind.UNKNOWN_LOGIN);
	}

	private ConfirmationPage byCode(Optional<CliLogin> login, HttpServletRequest request, Authentication user) {
		return login.map((found) -> this.pages.of(found, request, user))
			.orElseGet(() -> this.pages.enterCode(Kind.UNKNOWN_CODE, request, user));
	}

	/** A link that names the login, whose device code the command line kept to itself. */
	ConfirmationPage browser(HttpServletRequest request, Authentication user) {
		return PageForm.read(request, PageAddress.STATE)
			.filter(PageAddress::isLoginId)
			.flatMap(this.service::get)
			.filter((login) -> login.request().flow() == CliLoginFlow.BROWSER)
			.map((login) -> this.pages.of(login, request, user))
			.orElseGet(() -> this.pages.without(Kind.UNKNOWN_LOGIN, request, user));
	}

}
