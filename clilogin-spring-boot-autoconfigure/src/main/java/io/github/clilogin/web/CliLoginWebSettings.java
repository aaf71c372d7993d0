package io.github.clilogin.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The settings of the endpoints. Immutable.
 *
 * @param paths the paths
 * @param baseUrl the public URL of the application, context path and servlet path
 * included, or {@code null} to take it from each request
 * @param verificationUri the URL of a confirmation page of the application, or
 * {@code null} for the built-in page
 * @param interval the interval between two polls, at least a second
 * @param maxWait the time that a poll may wait for a decision (RFC 7240 §4.3), at most 55
 * seconds, after which proxies give up; zero lets no poll wait
 * @param maxWaiting the number of polls that may wait at a time on this instance
 * @param userCodeParameter the query parameter that carries the user code in the complete
 * verification URI
 * @param startsPerMinute the number of logins that may be started from one address within
 * a minute
 * @param clock the time
 */
public record CliLoginWebSettings(CliLoginPaths paths, @Nullable URI baseUrl, @Nullable URI verificationUri,
		Duration interval, Duration maxWait, int maxWaiting, String userCodeParameter, int startsPerMinute,
		Clock clock) {

	private static final Duration MAX_WAIT = Duration.ofSeconds(55);

	private static final int MAX_STARTS_PER_MINUTE = 1_000_000;

	private static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";

	private static final String OPENID_METADATA = "/.well-known/openid-configuration";

	private static final Set<String> PAGE_FIELDS = Set.of("state", "login_id", "decision_token", "by_session", "reason",
			"signed_out", "continue", "_csrf");

	/**
	 * Checks the settings.
	 */
	public CliLoginWebSettings {
		if (interval.toSeconds() < 1) {
			throw new IllegalArgumentException("The interval must be at least a second, not " + interval);
		}
		if (!maxWait.isZero() && (maxWait.toSeconds() < 1 || maxWait.compareTo(MAX_WAIT) > 0)) {
			throw new IllegalArgumentException(
					"The longest wait must be 0, or from 1 to " + MAX_WAIT.toSeconds() + " seconds, not " + maxWait);
		}
		if (maxWaiting < 0) {
			throw new IllegalArgumentException("The number of waiting polls must be at least 0, not " + maxWaiting);
		}
		if (!userCodeParameter.matches("[A-Za-z0-9_.~-]+")) {
			throw new IllegalArgumentException("The user code parameter must be letters, digits, \"_\", \"-\", \".\" "
					+ "or \"~\", not \"" + userCodeParameter + "\"");
		}
		if (PAGE_FIELDS.contains(userCodeParameter)) {
			throw new IllegalArgumentException(
					"The user code parameter must not be \"" + userCodeParameter + "\", which the page itself uses");
		}
		if (startsPerMinute < 1 || startsPerMinute > MAX_STARTS_PER_MINUTE) {
			throw new IllegalArgumentException(
					"The starts per minute must be from 1 to " + MAX_STARTS_PER_MINUTE + ", not " + startsPerMinute);
		}
		requireAbsolute("base URL", baseUrl);
		requireAbsolute("verification URI", verificationUri);
	}

	private static void requireAbsolute(String name, @Nullable URI uri) {
		if (uri != null && (!("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
				|| uri.getHost() == null || uri.getRawFragment() != null)) {
			throw new IllegalArgumentException(
					"The " + name + " must be an http or https URL without a fragment, not \"" + uri + "\"");
		}
	}

	/**
	 * Returns the issuer of the metadata (RFC 8414 §2).
	 * @return the base URL
	 * @throws IllegalArgumentException if there is no base URL
	 */
	public URI issuer() {
		if (this.baseUrl == null) {
			throw new IllegalArgumentException(
					"clilogin.endpoints.metadata needs clilogin.base-url: clients compare it with the URL they asked");
		}
		return this.baseUrl;
	}

	/**
	 * Returns the paths of the metadata. Clients look in three places if the issuer has a
	 * path.
	 * @return the paths in order
	 * @throws IllegalArgumentException if there is no base URL
	 */
	public Set<String> metadataPaths() {
		String path = issuer().getPath();
		return new TreeSet<>(
				List.of(OAUTH_METADATA, OPENID_METADATA, OAUTH_METADATA + (path.endsWith("/") ? "" : path)));
	}

}
