package io.github.clilogin.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.clilogin.web.ConfirmationPage.Action;

/**
 * The paths of the endpoints, below the context path and the servlet path. Immutable.
 *
 * @param device the path on which a CLI starts a login
 * @param token the path on which a CLI collects its credential
 * @param status the path of native polls
 * @param cancel the path on which a CLI cancels a login
 * @param revoke the path on which a CLI revokes a token (RFC 7009)
 * @param page the path of the confirmation page
 * @param browser the path that a CLI opens which keeps its device code
 * @param logins the path of the endpoints for a front end of the application
 * @param tokens the path on which users list their logins; they revoke them at
 * {@code /revoke} below it
 */
public record CliLoginPaths(String device, String token, String status, String cancel, String revoke, String page,
		String browser, String logins, String tokens) {

	/**
	 * Checks that the paths are plain and different.
	 */
	public CliLoginPaths {
		List<String> all = new ArrayList<>(List.of(device, token, status, cancel, revoke, browser, logins, tokens));
		all.add(revocation(tokens));
		all.addAll(pageForms(page));
		Set<String> seen = new HashSet<>();
		for (String path : all) {
			check(path);
			if (!seen.add(path)) {
				throw new IllegalArgumentException("Two endpoints have the same path \"" + path + "\"");
			}
			if (path.startsWith(logins + "/")) {
				throw new IllegalArgumentException("The path \"" + path + "\" is below \"" + logins
						+ "\", which is reserved for the ids of logins");
			}
		}
	}

	private static void check(String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path \"" + path + "\" must start with \"/\"");
		}
		if (!path.matches("[A-Za-z0-9._~/@!$&'()+,:-]+") || path.contains("//")
				|| (path.length() > 1 && path.endsWith("/"))) {
			throw new IllegalArgumentException(
					"The path \"" + path + "\" must be plain: no patterns, query, blanks, escapes, or empty segments");
		}
	}

	private static String revocation(String tokens) {
		return tokens + "/revoke";
	}

	private static List<String> pageForms(String page) {
		return Stream.of(Action.values()).map((action) -> pageForm(page, action)).toList();
	}

	private static String pageForm(String page, Action action) {
		String below = page.equals("/") ? "" : page;
		return switch (action) {
			case ENTER_CODE -> page;
			case CONFIRM -> below + "/confirm";
			case REJECT -> below + "/reject";
			case DISCONNECT -> below + "/disconnect";
			case SWITCH_ACCOUNT -> below + "/switch-account";
		};
	}

	/**
	 * Returns the default paths.
	 * @param base the path of the page; all others are below it
	 * @return the paths
	 */
	public static CliLoginPaths under(String base) {
		String below = base.equals("/") ? "" : base;
		return new CliLoginPaths(below + "/device", below + "/token", below + "/status", below + "/cancel",
				below + "/revoke", base, below + "/browser", below + "/logins", below + "/tokens");
	}

	/**
	 * Returns the paths that a CLI calls without a sign-in.
	 * @return the device, token, status, cancel and revoke paths
	 */
	public List<String> cliPaths() {
		return List.of(this.device, this.token, this.status, this.cancel, this.revoke);
	}

	/**
	 * Returns the path that a form of the page is sent to.
	 * @param action the action of the form
	 * @return the path
	 */
	public String pageForm(Action action) {
		return pageForm(this.page, action);
	}

	/**
	 * Returns the paths that the forms of the page are sent to.
	 * @return the paths, the one of the page included
	 */
	public List<String> pageForms() {
		return pageForms(this.page);
	}

	/**
	 * Returns the pattern of the path that shows a login to a front end.
	 * @return the pattern, with the variable {@code id}
	 */
	public String login() {
		return this.logins + "/{id}";
	}

	/**
	 * Returns the pattern of the path that confirms a login.
	 * @return the pattern, with the variable {@code id}
	 */
	public String loginConfirm() {
		return login() + "/confirm";
	}

	/**
	 * Returns the pattern of the path that rejects a login.
	 * @return the pattern, with the variable {@code id}
	 */
	public String loginReject() {
		return login() + "/reject";
	}

	/**
	 * Returns the path on which users revoke their logins.
	 * @return the path, below {@link #tokens()}
	 */
	public String tokensRevoke() {
		return revocation(this.tokens);
	}

}
