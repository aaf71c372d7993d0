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
 * What a host decides about logins. Immutable.
 *
 * @param flows the flows that may be started; the first is the default
 * @param lifetime how long a login may be decided; {@link CliLoginFlow#BROWSER} at most
 * five minutes
 * @param collectWindow how long a confirmed login may be collected
 * @param maxPending how many logins may wait for a decision, counted approximately
 * @param scopes the scopes that may be asked for
 * @param clients client ids that may ask, with their display names; empty means any
 * @param token how own tokens are made
 */
public record CliLoginSettings(Set<CliLoginFlow> flows, Duration lifetime, Duration collectWindow, int maxPending,
		Set<String> scopes, Map<String, String> clients, Token token) {

	/**
	 * Copies and checks.
	 */
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
	 * Returns the default settings: flows CONFIRM and CODE, ten minutes to decide, two to
	 * collect, ten thousand waiting, any client, no scopes.
	 * @return the settings
	 */
	public static CliLoginSettings defaults() {
		return new CliLoginSettings(new LinkedHashSet<>(Arrays.asList(CliLoginFlow.CONFIRM, CliLoginFlow.CODE)),
				Duration.ofMinutes(10), Duration.ofMinutes(2), 10_000, Set.of(), Map.of(), Token.defaults());
	}

	/**
	 * Returns the flow of a request that names none.
	 * @return the first flow
	 */
	public CliLoginFlow defaultFlow() {
		return this.flows.iterator().next();
	}

	/**
	 * Returns the name of a client for users.
	 * @param clientId the client id, or {@code null}
	 * @return the configured name, else the client id as claimed
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
	 * How own tokens are made.
	 *
	 * @param lifetime how long a token lives, counted from the confirmation
	 * @param idle how long a token lives unused, at least ten minutes
	 * @param prefix how its text begins: a letter, then letters, digits or underscores,
	 * at most 16
	 */
	public record Token(Duration lifetime, Duration idle, String prefix) {

		private static final Duration SHORTEST_IDLE = CliLoginTransition.USE_RESOLUTION.multipliedBy(2);

		/**
		 * Checks.
		 */
		public Token {
			requirePositive("token lifetime", lifetime);
			if (idle.compareTo(SHORTEST_IDLE) < 0) {
				throw new IllegalArgumentException("The token idle time must be at least " + SHORTEST_IDLE
						+ ", because use is noted every " + CliLoginTransition.USE_RESOLUTION + " only; it is " + idle);
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
