package io.github.clilogin.web.page;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLogin;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.ChoiceField;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SameSiteGuard;
import io.github.clilogin.web.wire.WireRequestReader;

/** Creates the forms of the page and checks the forms that browsers send. */
final class PageForms {

	static final String LOGIN_ID = "login_id";

	static final String DECISION_TOKEN = "decision_token";

	static final String REASON = "reason";

	/** The user code that the page shows. Never in a link, unlike the code field. */
	static final String SHOWN_CODE = "shown_code";

	static final String OFFERED = "offered";

	/** The random part of the secret of the return codes, drawn for each rendering. */
	static final String RETURN_SEED = "return_seed";

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

	Form enterCode(String userId, HttpServletRequest request) {
		return form(Action.ENTER_CODE, hidden("", userId, Action.ENTER_CODE, "", request), this.codeField, request);
	}

	Map<Action, Form> of(CliLogin login, String userId, HttpServletRequest request, Action... actions) {
		Map<Action, Form> forms = new EnumMap<>(Action.class);
		for (Action action : actions) {
			Map<String, String> hidden = hidden(login, userId, action, "", request);
			forms.put(action, form(action, hidden, (action == Action.REJECT) ? REASON : null, request));
		}
		return forms;
	}

	/** Returns the forms that decide a login. */
	Map<Action, Form> review(CliLogin login, CliLoginChoices.Offer offered, Action confirm, String userId,
			HttpServletRequest request) {
		Map<Action, Form> forms = of(login, userId, request, Action.REJECT, Action.SWITCH_ACCOUNT);
		List<ChoiceField> choices = ChoiceFields.of(offered);
		String digest = ChoiceFields.digest(choices);
		Map<String, String> hidden = hidden(login, userId, confirm, digest, request);
		hidden.put(SHOWN_CODE, login.userCode());
		if (!digest.isEmpty()) {
			hidden.put(OFFERED, digest);
		}
		if (login.isDemandingProof()) {
			hidden.put(RETURN_SEED, ReturnSeed.draw().value());
		}
		hidden.putAll(ChoiceFields.hidden(choices));
		forms.put(Action.CONFIRM, new Form(this.links.form(confirm, request), hidden, null, choices));
		return forms;
	}

	/**
	 * Returns the forms that decide a login from another network. Repeats the fields of
	 * the first form.
	 */
	Map<Action, Form> otherNetwork(CliLogin login, String userId, HttpServletRequest request) {
		Map<Action, Form> forms = of(login, userId, request, Action.REJECT);
		Map<String, String> hidden = hidden(login, userId, Action.CONFIRM, offered(request), request);
		Stream.concat(Stream.of(SHOWN_CODE, OFFERED), ChoiceFields.names())
			.forEach(
					(name) -> WireRequestReader.readField(request, name).ifPresent((value) -> hidden.put(name, value)));
		forms.put(Action.CONFIRM, form(Action.CONFIRM, hidden, null, request));
		return forms;
	}

	private Map<String, String> hidden(CliLogin login, String userId, Action action, String offered,
			HttpServletRequest request) {
		Map<String, String> hidden = hidden(login.id(), userId, action, offered, request);
		hidden.put(LOGIN_ID, login.id());
		addLink(hidden, login);
		return hidden;
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
		return new Form(this.links.form(action, request), hidden, field, List.of());
	}

	private Map<String, String> hidden(String loginId, String userId, Action action, String offered,
			HttpServletRequest request) {
		Map<String, String> hidden = new LinkedHashMap<>();
		hidden.put(DECISION_TOKEN, DecisionToken.of(this.cookie.readOrCreate(request), loginId, userId, action,
				HostCsrfToken.next(request), offered));
		return hidden;
	}

	/** Returns whether the form with the user code belongs to this browser and user. */
	boolean isTyped(HttpServletRequest request, String userId) {
		return request.getQueryString() == null && belongs("", userId, Action.ENTER_CODE, request);
	}

	/**
	 * Returns the login ID of a form that belongs to this browser, user and action, and
	 * that offered each choice that it sends.
	 */
	Optional<String> loginId(HttpServletRequest request, String userId, Action action) {
		return WireRequestReader.readField(request, LOGIN_ID)
			.filter(DeviceCode::isHex)
			.filter((id) -> belongs(id, userId, action, request));
	}

	/** Returns the choices by group of a form that {@link #loginId} accepts. */
	Map<String, String> choices(HttpServletRequest request) {
		return ChoiceFields.read(request, offered(request)).orElseThrow();
	}

	private static String offered(HttpServletRequest request) {
		return WireRequestReader.readField(request, OFFERED).orElse("");
	}

	private boolean belongs(String loginId, String userId, Action action, HttpServletRequest request) {
		Optional<String> expected = this.cookie.read(request)
			.map((secret) -> DecisionToken.of(secret, loginId, userId, action, HostCsrfToken.sent(request),
					offered(request)));
		Optional<String> sent = WireRequestReader.readField(request, DECISION_TOKEN);
		return !this.guard.isForeign(request) && expected.isPresent() && sent.isPresent()
				&& DecisionToken.matches(expected.get(), sent.get())
				&& ChoiceFields.read(request, offered(request)).isPresent();
	}

}
