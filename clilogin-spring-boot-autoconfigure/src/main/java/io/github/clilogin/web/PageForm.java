package io.github.clilogin.web;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.firewall.RequestRejectedException;

import io.github.clilogin.CliLogin;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.ConfirmationPage.Action;

/**
 * Makes the forms of a page and reads what comes back.
 */
final class PageForm {

	static final String LOGIN_ID = "login_id";

	static final String DECISION_TOKEN = "decision_token";

	static final String REASON = "reason";

	/** Sent by a form that was shown to a user known by the session. */
	static final String BY_SESSION = "by_session";

	private final PageAddress address;

	private final PageCookie cookie;

	private final SessionGuard guard;

	private final String codeField;

	PageForm(CliLoginWebSettings settings, PageCookie cookie) {
		this.address = new PageAddress(settings);
		this.cookie = cookie;
		this.guard = new SessionGuard(settings.baseUrl());
		this.codeField = settings.userCodeParameter();
	}

	/** Returns what was sent, or empty if that is blank or not readable. */
	static Optional<String> read(HttpServletRequest request, String name) {
		try {
			return Optional.ofNullable(request.getParameter(name)).map(String::strip).filter((text) -> !text.isEmpty());
		}
		catch (IllegalStateException | RequestRejectedException ex) {
			return Optional.empty();
		}
	}

	ConfirmationPage.Form enterCode(HttpServletRequest request) {
		return form(Action.ENTER_CODE, hidden(request), this.codeField, request);
	}

	/** Makes a form for each action on a login. */
	Map<Action, ConfirmationPage.Form> of(CliLogin login, String userId, HttpServletRequest request,
			Action... actions) {
		String secret = this.cookie.readOrMake(request);
		Map<Action, ConfirmationPage.Form> forms = new EnumMap<>(Action.class);
		for (Action action : actions) {
			Map<String, String> hidden = hidden(request);
			hidden.put(LOGIN_ID, login.id());
			hidden.put(DECISION_TOKEN, DecisionToken.of(secret, login.id(), userId, action));
			this.address.trace(login).ifPresent((trace) -> hidden.put(trace.name(), trace.value()));
			forms.put(action, form(action, hidden, (action == Action.REJECT) ? REASON : null, request));
		}
		return forms;
	}

	private ConfirmationPage.Form form(Action action, Map<String, String> hidden, @Nullable String field,
			HttpServletRequest request) {
		return new ConfirmationPage.Form(this.address.url(action, request), hidden, field);
	}

	private static Map<String, String> hidden(HttpServletRequest request) {
		Map<String, String> hidden = new LinkedHashMap<>();
		if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
			hidden.put(csrf.getParameterName(), csrf.getToken());
		}
		if (new HttpSessionSecurityContextRepository().containsContext(request)) {
			hidden.put(BY_SESSION, "true");
		}
		return hidden;
	}

	/**
	 * Whether a person has filled the form in: our forms have no query, so one in the
	 * address was written by somebody else, like a form on another site.
	 */
	boolean isTyped(HttpServletRequest request) {
		return !this.guard.isForeign(request) && request.getQueryString() == null;
	}

	/**
	 * Returns the id of the login that the form was made for, if it was made for this
	 * browser, this user and this action, and sent from a page of ours.
	 */
	Optional<String> loginId(HttpServletRequest request, String userId, Action action) {
		Optional<String> secret = this.cookie.read(request);
		Optional<String> token = read(request, DECISION_TOKEN);
		Optional<String> id = read(request, LOGIN_ID).filter(DeviceCode::isHex);
		if (this.guard.isForeign(request) || secret.isEmpty() || token.isEmpty() || id.isEmpty()) {
			return Optional.empty();
		}
		String expected = DecisionToken.of(secret.get(), id.get(), userId, action);
		return DecisionToken.matches(expected, token.get()) ? id : Optional.empty();
	}

	/**
	 * A hidden field.
	 *
	 * @param name its name
	 * @param value its value
	 */
	record Field(String name, String value) {
	}

}
