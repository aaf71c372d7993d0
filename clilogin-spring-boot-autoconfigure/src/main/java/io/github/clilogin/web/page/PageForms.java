package io.github.clilogin.web.page;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;

import io.github.clilogin.CliLogin;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.user.ExpiredSessionFilter;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SameSiteGuard;
import io.github.clilogin.web.wire.WireRequestReader;

/** Creates the forms of the page and checks the forms that browsers send. */
final class PageForms {

	static final String LOGIN_ID = "login_id";

	static final String DECISION_TOKEN = "decision_token";

	static final String REASON = "reason";

	private final PageLinks links;

	private final PageCookie cookie;

	private final SameSiteGuard guard;

	private final String codeField;

	PageForms(CliLoginWebSettings settings, PageCookie cookie) {
		this.links = new PageLinks(settings);
		this.cookie = cookie;
		this.guard = new SameSiteGuard(settings.baseUrl());
		this.codeField = settings.userCodeParameter();
	}

	Form enterCode(HttpServletRequest request) {
		return form(Action.ENTER_CODE, hidden(request), this.codeField, request);
	}

	Map<Action, Form> of(CliLogin login, String userId, HttpServletRequest request, Action... actions) {
		String secret = this.cookie.readOrCreate(request);
		Map<Action, Form> forms = new EnumMap<>(Action.class);
		for (Action action : actions) {
			Map<String, String> hidden = hidden(request);
			hidden.put(LOGIN_ID, login.id());
			hidden.put(DECISION_TOKEN, DecisionToken.of(secret, login.id(), userId, action));
			addLink(hidden, login);
			forms.put(action, form(action, hidden, (action == Action.REJECT) ? REASON : null, request));
		}
		return forms;
	}

	/** Adds the field by which {@link PageLinks#again} finds the login. */
	private void addLink(Map<String, String> hidden, CliLogin login) {
		switch (login.request().flow()) {
			case CONFIRM -> hidden.put(this.codeField, login.displayedUserCode());
			case BROWSER -> hidden.put(PageLinks.STATE, login.id());
			case CODE -> {
			}
		}
	}

	private Form form(Action action, Map<String, String> hidden, @Nullable String field, HttpServletRequest request) {
		return new Form(this.links.form(action, request), hidden, field);
	}

	private static Map<String, String> hidden(HttpServletRequest request) {
		Map<String, String> hidden = new LinkedHashMap<>();
		if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
			hidden.put(csrf.getParameterName(), csrf.getToken());
		}
		if (new HttpSessionSecurityContextRepository().containsContext(request)) {
			hidden.put(ExpiredSessionFilter.BY_SESSION, "true");
		}
		return hidden;
	}

	/** Accepts the form of the page only, which has no query. */
	boolean isTyped(HttpServletRequest request) {
		return !this.guard.isForeign(request) && request.getQueryString() == null;
	}

	/** Returns the login id of a form that belongs to this browser, user and action. */
	Optional<String> loginId(HttpServletRequest request, String userId, Action action) {
		Optional<String> secret = this.cookie.read(request);
		Optional<String> token = WireRequestReader.readField(request, DECISION_TOKEN);
		Optional<String> id = WireRequestReader.readField(request, LOGIN_ID).filter(DeviceCode::isHex);
		if (this.guard.isForeign(request) || secret.isEmpty() || token.isEmpty() || id.isEmpty()) {
			return Optional.empty();
		}
		String expected = DecisionToken.of(secret.get(), id.get(), userId, action);
		return DecisionToken.matches(expected, token.get()) ? id : Optional.empty();
	}

}
