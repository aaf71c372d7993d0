package io.github.clilogin.web;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.clilogin.web.ConfirmationPage.Action;

/**
 * Holds the paths of the endpoints, relative to the context path and the servlet path.
 * Immutable.
 *
 * @param device the path on which a CLI starts a login
 * @param token the path on which a CLI collects its credential
 * @param status the path of native polls
 * @param cancel the path on which a CLI cancels a login
 * @param revoke the path on which a CLI revokes a token (RFC 7009)
 * @param page the path of the confirmation page
 * @param browser the path of the confirmation page in the flow BROWSER
 * @param logins the path of the endpoints of a custom front end
 * @param tokens the path on which users list logins; {@code /revoke} below it revokes
 * them
 */
public record CliLoginPaths(String device, String token, String status, String cancel, String revoke, String page,
		String browser, String logins, String tokens) {

	private static final String KEYS = "clilogin.paths.";

	/**
	 * Checks the paths.
	 * @throws IllegalArgumentException if two paths are equal or a path is malformed. The
	 * message names the configuration property.
	 */
	public CliLoginPaths {
		checkNotRoot("logins", logins);
		checkNotRoot("tokens", tokens);
		Map<String, String> keys = new HashMap<>();
		add("tokens", revocation(tokens), keys);
		pageForms(page).forEach((form) -> add("page", form, keys));
		add("page", below(page, "/finished"), keys);
		add("device", device, keys);
		add("token", token, keys);
		add("status", status, keys);
		add("cancel", cancel, keys);
		add("revoke", revoke, keys);
		add("browser", browser, keys);
		add("logins", logins, keys);
		add("tokens", tokens, keys);
		checkReserved(logins, keys);
	}

	/** Requires a prefix to which a path can be appended. */
	private static void checkNotRoot(String name, String path) {
		if (path.equals("/")) {
			throw new IllegalArgumentException(KEYS + name + " must not be \"/\"");
		}
	}

	private static void add(String name, String path, Map<String, String> keys) {
		String key = KEYS + name;
		check(key, path);
		String other = keys.put(path, key);
		if (other != null) {
			throw new IllegalArgumentException(key + " must not be \"" + path + "\", which " + other + " uses");
		}
	}

	/** Names the shortest of several paths, which the property contains. */
	private static void checkReserved(String logins, Map<String, String> keys) {
		Stream<String> below = keys.keySet().stream().filter((path) -> path.startsWith(logins + "/"));
		below.min(Comparator.comparingInt(String::length)).ifPresent((path) -> {
			throw new IllegalArgumentException(keys.get(path) + " must not be \"" + path + "\", because " + KEYS
					+ "logins uses all paths below \"" + logins + "\"");
		});
	}

	private static void check(String key, String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException(key + " must start with \"/\", unlike \"" + path + "\"");
		}
		if (!path.matches("[A-Za-z0-9._~/@!$&'()+,:-]+") || path.contains("//")
				|| (path.length() > 1 && path.endsWith("/"))) {
			throw new IllegalArgumentException(key + " must be a plain path without patterns, query, blanks, escapes "
					+ "and empty segments, unlike \"" + path + "\"");
		}
	}

	private static String revocation(String tokens) {
		return tokens + "/revoke";
	}

	private static List<String> pageForms(String page) {
		return Stream.of(Action.values()).map((action) -> pageForm(page, action)).toList();
	}

	private static String pageForm(String page, Action action) {
		return switch (action) {
			case ENTER_CODE -> page;
			case CONFIRM -> below(page, "/confirm");
			case COMPARE_NETWORKS -> below(page, "/compare-networks");
			case REJECT -> below(page, "/reject");
			case DISCONNECT -> below(page, "/disconnect");
			case SHOW_CODE -> below(page, "/return");
			case SWITCH_ACCOUNT -> below(page, "/switch-account");
		};
	}

	private static String below(String page, String path) {
		return page.equals("/") ? path : page + path;
	}

	/**
	 * {@return the default paths}
	 * @param base the path of the page and prefix of all other paths
	 * @throws IllegalArgumentException if the base is malformed
	 */
	public static CliLoginPaths under(String base) {
		check(KEYS + "base", base);
		String below = base.equals("/") ? "" : base;
		return new CliLoginPaths(below + "/device", below + "/token", below + "/status", below + "/cancel",
				below + "/revoke", base, below + "/browser", below + "/logins", below + "/tokens");
	}

	/**
	 * {@return the device, token, status, cancel and revoke paths}
	 */
	public List<String> cliPaths() {
		return List.of(this.device, this.token, this.status, this.cancel, this.revoke);
	}

	/**
	 * {@return the path to which a form of the page is sent}
	 * @param action the action of the form
	 */
	public String pageForm(Action action) {
		return pageForm(this.page, action);
	}

	/**
	 * {@return the paths to which the forms of the page are sent}
	 */
	public List<String> pageForms() {
		return pageForms(this.page);
	}

	/**
	 * {@return the path that shows the return code to type, without a parameter that
	 * names the login}
	 */
	public String returnPage() {
		return pageForm(Action.SHOW_CODE);
	}

	/**
	 * {@return the path to which a CLI sends the browser that has returned a code}
	 */
	public String finished() {
		return below(this.page, "/finished");
	}

	/**
	 * {@return the paths of the confirmation page and of its forms}
	 */
	public List<String> pagePaths() {
		return Stream.concat(pageForms().stream(), Stream.of(this.browser, finished())).toList();
	}

	/**
	 * {@return the path pattern that shows a login, with the variable {@code id}}
	 */
	public String login() {
		return this.logins + "/{id}";
	}

	/**
	 * {@return the path pattern that confirms a login, with the variable {@code id}}
	 */
	public String loginConfirm() {
		return login() + "/confirm";
	}

	/**
	 * {@return the path pattern that rejects a login, with the variable {@code id}}
	 */
	public String loginReject() {
		return login() + "/reject";
	}

	/**
	 * {@return the path pattern that replaces the return code of a login by one to type,
	 * with the variable {@code id}}
	 */
	public String loginReturn() {
		return login() + "/return";
	}

	/**
	 * {@return the paths of the endpoints of a custom front end}
	 */
	public List<String> loginsPaths() {
		return List.of(this.logins, login(), loginConfirm(), loginReject(), loginReturn());
	}

	/**
	 * {@return the paths on which users list and revoke their logins}
	 */
	public List<String> tokensPaths() {
		return List.of(this.tokens, tokensRevoke());
	}

	/**
	 * {@return the path on which users revoke their logins}
	 */
	public String tokensRevoke() {
		return revocation(this.tokens);
	}

}
