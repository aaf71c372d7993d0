package io.github.clilogin.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the endpoints are, below the context path and the servlet path.
 *
 * @param device where a login is started
 * @param token where a credential is collected
 * @param status where a login is polled natively
 * @param cancel where the command line gives up
 * @param revoke where a token is revoked (RFC 7009)
 * @param page the confirmation page
 * @param browser where a command line that keeps its own device code sends the browser
 * @param logins logins for a host's own front end
 * @param tokens the command lines that are logged in; {@code /revoke} below it ends them
 */
public record CliLoginPaths(String device, String token, String status, String cancel, String revoke, String page,
		String browser, String logins, String tokens) {

	/**
	 * Checks.
	 */
	public CliLoginPaths {
		List<String> all = new ArrayList<>(List.of(device, token, status, cancel, revoke, browser, logins, tokens));
		all.add(revocation(tokens));
		all.addAll(PageAddress.forms(page));
		Set<String> seen = new HashSet<>();
		for (String path : all) {
			check(path);
			if (!seen.add(path)) {
				throw new IllegalArgumentException("Two endpoints have the same path \"" + path + "\"");
			}
			if (path.startsWith(logins + "/")) {
				throw new IllegalArgumentException(
						"The path \"" + path + "\" is below \"" + logins + "\", where the ids of logins are");
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

	/**
	 * Returns the default paths.
	 * @param base where the page is; everything else is below it
	 * @return the paths
	 */
	public static CliLoginPaths under(String base) {
		String below = base.equals("/") ? "" : base;
		return new CliLoginPaths(below + "/device", below + "/token", below + "/status", below + "/cancel",
				below + "/revoke", base, below + "/browser", below + "/logins", below + "/tokens");
	}

	/** The paths that command lines call. */
	List<String> machine() {
		return List.of(this.device, this.token, this.status, this.cancel, this.revoke);
	}

	String login() {
		return this.logins + "/{id}";
	}

	String loginConfirm() {
		return login() + "/confirm";
	}

	String loginReject() {
		return login() + "/reject";
	}

	/**
	 * Returns where users end their command lines' logins.
	 * @return the path, below {@link #tokens()}
	 */
	public String tokensRevoke() {
		return revocation(this.tokens);
	}

}
