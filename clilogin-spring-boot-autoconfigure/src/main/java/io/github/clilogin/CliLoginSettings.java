package io.github.clilogin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Contains the settings of logins. Immutable.
 *
 * @param flows the enabled flows. The first one except {@link CliLoginFlow#BROWSER}
 * applies if a request names none and sends no challenge.
 * @param lifetime the time to decide, at most five minutes in
 * {@link CliLoginFlow#BROWSER}
 * @param collectWindow the time to collect a confirmed login
 * @param maxPending the approximate maximum number of pending logins
 * @param scopes the scopes that can be requested
 * @param clients the display names of the allowed clients by client id; empty allows any
 * @param token the settings of tokens
 */
public record CliLoginSettings(Set<CliLoginFlow> flows, Duration lifetime, Duration collectWindow, int maxPending,
		Set<String> scopes, Map<String, String> clients, Token token) {

	/** Checks the settings and copies the collections in their order. */
	public CliLoginSettings {
		if (flows.isEmpty()) {
			throw new IllegalArgumentException("At least one flow must be enabled");
		}
		requirePositive("lifetime", lifetime);
		requirePositive("collectWindow", collectWindow);
		flows = Collections.unmodifiableSet(new LinkedHashSet<>(flows));
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
	}

	/**
	 * {@return the default settings: flows CONFIRM and CODE, ten minutes to decide, two
	 * minutes to collect, 10,000 pending logins, no scopes, any client}
	 */
	public static CliLoginSettings defaults() {
		return new CliLoginSettings(new LinkedHashSet<>(Arrays.asList(CliLoginFlow.CONFIRM, CliLoginFlow.CODE)),
				Duration.ofMinutes(10), Duration.ofMinutes(2), 10_000, Set.of(), Map.of(), Token.defaults());
	}

	/**
	 * {@return the configured display name of a client, or else its client id}
	 * @param clientId the client id, or {@code null}
	 */
	public @Nullable String clientName(@Nullable String clientId) {
		return (clientId != null) ? this.clients.getOrDefault(clientId, clientId) : null;
	}

	boolean allowsClient(@Nullable String clientId) {
		return this.clients.isEmpty() || (clientId != null && this.clients.containsKey(clientId));
	}

	private static void requirePositive(String name, Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException(name + " must be positive, not " + duration);
		}
	}

	/**
	 * Contains the settings of tokens.
	 *
	 * @param lifetime the lifetime, counted from the confirmation
	 * @param idle the time after which an unused token expires, at least ten minutes
	 * @param prefix 2 to 16 characters: a letter, then letters, digits or underscores
	 */
	public record Token(Duration lifetime, Duration idle, String prefix) {

		private static final Duration MIN_IDLE = CliLoginTransition.USE_RESOLUTION.multipliedBy(2);

		/** Checks the settings. */
		public Token {
			requirePositive("token lifetime", lifetime);
			if (idle.compareTo(MIN_IDLE) < 0) {
				throw new IllegalArgumentException("The idle time of a token must be at least " + MIN_IDLE + ", not "
						+ idle + ": its use is stored every " + CliLoginTransition.USE_RESOLUTION);
			}
			if (!prefix.matches("[A-Za-z][A-Za-z0-9_]{1,15}")) {
				throw new IllegalArgumentException("The token prefix must be a letter followed by 1 to 15 letters, "
						+ "digits or underscores, not \"" + prefix + "\"");
			}
		}

		static Token defaults() {
			return new Token(Duration.ofDays(90), Duration.ofDays(30), "clt_");
		}

	}

}
