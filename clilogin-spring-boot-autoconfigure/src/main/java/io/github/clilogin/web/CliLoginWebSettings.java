package io.github.clilogin.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.DurationText;

/**
 * Holds the settings of the endpoints. Immutable.
 *
 * @param paths the paths
 * @param baseUrl the public URL of the application with its context path and servlet
 * path, or {@code null} to take it from each request
 * @param verificationUri the URL of a custom confirmation page, or {@code null}
 * @param interval the interval between two polls, at least a second
 * @param maxWait the maximum wait of a poll (RFC 7240 §4.3), at most 55 seconds, since
 * many proxies give up after a minute. If zero, polls do not wait.
 * @param maxWaiting the maximum number of waiting polls on this instance
 * @param userCodeParameter the query parameter of the user code in links
 * @param startsPerMinute the maximum number of starts per address and minute on this
 * instance
 * @param allowedOrigins the other origins whose pages may use the endpoints of CLIs, as
 * browsers write them in the header {@code Origin}
 * @param maxSignInAge the maximum age of the sign-in of a user who confirms, at least a
 * minute, or {@code null} for any age
 * @param returnCodes whether the confirmation page returns codes to CLIs
 * @param clock the clock
 */
public record CliLoginWebSettings(CliLoginPaths paths, @Nullable URI baseUrl, @Nullable URI verificationUri,
		Duration interval, Duration maxWait, int maxWaiting, String userCodeParameter, int startsPerMinute,
		List<String> allowedOrigins, @Nullable Duration maxSignInAge, boolean returnCodes, Clock clock) {

	private static final Duration MAX_WAIT = Duration.ofSeconds(55);

	private static final int MAX_STARTS_PER_MINUTE = 1_000_000;

	private static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";

	private static final String OPENID_METADATA = "/.well-known/openid-configuration";

	/** A scheme and an authority in lower case, without user information and path. */
	private static final Pattern ORIGIN = Pattern
		.compile("[a-z][a-z0-9+.-]*://([a-z0-9_.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

	/** Browsers leave out the default port. */
	private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

	/** Spring Security adds {@code continue} to the URL to which a sign-in returns. */
	private static final Set<String> PAGE_FIELDS = Set.of("state", "login_id", "decision_token", "reason", "offered",
			"shown_code", "signed_out", "continue", "_csrf");

	private static final String CHOICE_FIELD = "(choice|group)_\\d+";

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if a setting is invalid
	 */
	public CliLoginWebSettings {
		if (interval.toSeconds() < 1) {
			throw new IllegalArgumentException(
					"clilogin.login.interval must be at least 1 second, not " + DurationText.of(interval));
		}
		if (!maxWait.isZero() && (maxWait.toSeconds() < 1 || maxWait.compareTo(MAX_WAIT) > 0)) {
			throw new IllegalArgumentException("clilogin.login.max-wait must be 0, or from 1 to " + MAX_WAIT.toSeconds()
					+ " seconds, not " + DurationText.of(maxWait));
		}
		if (maxWaiting < 0) {
			throw new IllegalArgumentException("clilogin.login.max-waiting must be at least 0, not " + maxWaiting);
		}
		if (!userCodeParameter.matches("[A-Za-z0-9_.~-]+")) {
			throw new IllegalArgumentException("clilogin.login.user-code-parameter must consist of letters, digits, "
					+ "\"_\", \"-\", \".\" and \"~\", not \"" + userCodeParameter + "\"");
		}
		if (PAGE_FIELDS.contains(userCodeParameter) || userCodeParameter.matches(CHOICE_FIELD)) {
			throw new IllegalArgumentException("clilogin.login.user-code-parameter must not be \"" + userCodeParameter
					+ "\", which the confirmation page uses");
		}
		if (startsPerMinute < 1 || startsPerMinute > MAX_STARTS_PER_MINUTE) {
			throw new IllegalArgumentException("clilogin.limits.starts-per-minute must be from 1 to "
					+ MAX_STARTS_PER_MINUTE + ", not " + startsPerMinute);
		}
		if (maxSignInAge != null && maxSignInAge.compareTo(Duration.ofMinutes(1)) < 0) {
			throw new IllegalArgumentException(
					"clilogin.login.max-sign-in-age must be at least 1 minute, not " + DurationText.of(maxSignInAge));
		}
		allowedOrigins = List.copyOf(allowedOrigins);
		allowedOrigins.forEach(CliLoginWebSettings::requireOrigin);
		requireAbsolute("clilogin.base-url", baseUrl);
		requireAbsolute("clilogin.verification-uri", verificationUri);
	}

	/**
	 * Refuses {@code null}, which any page can send, and everything that never matches.
	 */
	private static void requireOrigin(String origin) {
		if (!ORIGIN.matcher(origin).matches() || DEFAULT_PORT.matcher(origin).matches()) {
			throw new IllegalArgumentException("clilogin.endpoints.allowed-origins must contain exact origins, such as "
					+ "https://tool.example or tauri://localhost, not \"" + origin + "\"");
		}
	}

	private static void requireAbsolute(String name, @Nullable URI uri) {
		if (uri != null && (!("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
				|| uri.getHost() == null || uri.getRawFragment() != null)) {
			throw new IllegalArgumentException(
					name + " must be an http or https URL without a fragment, not \"" + uri + "\"");
		}
	}

	/**
	 * {@return the issuer of the metadata, which is the base URL (RFC 8414 §2)}
	 * @throws IllegalArgumentException if the base URL is not set
	 */
	public URI issuer() {
		if (this.baseUrl == null) {
			throw new IllegalArgumentException(
					"clilogin.endpoints.metadata requires clilogin.base-url, which clients compare with the metadata");
		}
		return this.baseUrl;
	}

	/**
	 * {@return the paths of the metadata: three if the issuer has a path, otherwise two}
	 * @throws IllegalArgumentException if the base URL is not set
	 */
	public Set<String> metadataPaths() {
		String path = issuer().getPath();
		return new TreeSet<>(
				List.of(OAUTH_METADATA, OPENID_METADATA, OAUTH_METADATA + (path.endsWith("/") ? "" : path)));
	}

}
