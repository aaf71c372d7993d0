package io.github.clilogin.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a host decides about the endpoints. Immutable.
 *
 * @param paths where they are
 * @param baseUrl the public URL of the application, context path and servlet path
 * included, or {@code null} to take it from each request
 * @param verificationUri a host's own confirmation front end, or {@code null} for the
 * built-in page
 * @param interval how long a command line waits between polls, at least a second
 * @param maxWait how long a poll may wait for a decision (RFC 7240 §4.3), at most 55
 * seconds, after which proxies give up; zero lets none wait
 * @param maxWaiting how many polls may wait at a time on this instance
 * @param userCodeParameter the query parameter by which the complete verification URI
 * carries the user code
 * @param startsPerMinute how many logins may be started from one address within a minute
 * @param clock the time
 */
public record CliLoginWebSettings(CliLoginPaths paths, @Nullable URI baseUrl, @Nullable URI verificationUri,
		Duration interval, Duration maxWait, int maxWaiting, String userCodeParameter, int startsPerMinute,
		Clock clock) {

	private static final Duration MOST_WAIT = Duration.ofSeconds(55);

	private static final int MOST_STARTS_PER_MINUTE = 1_000_000;

	private static final Set<String> PAGE_FIELDS = Set.of("state", "login_id", "decision_token", "by_session", "reason",
			"signed_out", "continue", "_csrf");

	/**
	 * Checks.
	 */
	public CliLoginWebSettings {
		if (interval.toSeconds() < 1) {
			throw new IllegalArgumentException("The interval must be at least a second, not " + interval);
		}
		if (!maxWait.isZero() && (maxWait.toSeconds() < 1 || maxWait.compareTo(MOST_WAIT) > 0)) {
			throw new IllegalArgumentException(
					"The longest wait must be 0, or from 1 to " + MOST_WAIT.toSeconds() + " seconds, not " + maxWait);
		}
		if (maxWaiting < 0) {
			throw new IllegalArgumentException("The number of waiting polls must not be negative, not " + maxWaiting);
		}
		if (!userCodeParameter.matches("[A-Za-z0-9_.~-]+")) {
			throw new IllegalArgumentException("The user code parameter must be letters, digits, \"_\", \"-\", \".\" "
					+ "or \"~\", not \"" + userCodeParameter + "\"");
		}
		if (PAGE_FIELDS.contains(userCodeParameter)) {
			throw new IllegalArgumentException(
					"The user code parameter must not be \"" + userCodeParameter + "\", which the page itself uses");
		}
		if (startsPerMinute < 1 || startsPerMinute > MOST_STARTS_PER_MINUTE) {
			throw new IllegalArgumentException(
					"The starts per minute must be from 1 to " + MOST_STARTS_PER_MINUTE + ", not " + startsPerMinute);
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

	/** Whole seconds left, at least none. Expiries are kept in whole milliseconds. */
	long secondsUntil(Instant end) {
		return Math.max(0, Duration.between(this.clock.instant().truncatedTo(ChronoUnit.MILLIS), end).toSeconds());
	}

}
