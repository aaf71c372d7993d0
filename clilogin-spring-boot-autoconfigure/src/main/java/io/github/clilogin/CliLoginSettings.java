package io.github.clilogin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.DurationText;

/**
 * Contains the settings of logins. Immutable.
 *
 * @param flows the enabled flows. The first one except {@link CliLoginFlow#BROWSER}
 * applies if a request names none and sends no challenge.
 * @param lifetime the time to decide, at least a minute, at most five minutes in
 * {@link CliLoginFlow#BROWSER}
 * @param collectWindow the time to collect a confirmed login, at least a minute
 * @param maxPending the approximate maximum number of pending logins, at least 1
 * @param scopes the scopes that can be requested
 * @param clients the display names of the allowed clients by client id; empty allows any
 * @param proof whether the browser returns a code to the CLI
 * @param demands the proofs that single clients and scopes demand
 * @param unproven what a login without a proof can get
 * @param token the settings of tokens
 */
public record CliLoginSettings(Set<CliLoginFlow> flows, Duration lifetime, Duration collectWindow, int maxPending,
		Set<String> scopes, Map<String, String> clients, ProofPolicy proof, Demands demands, Unproven unproven,
		Token token) {

	private static final Duration MIN_TIME = Duration.ofMinutes(1);

	/**
	 * Checks the settings and copies the collections in their order.
	 * @throws IllegalArgumentException if a setting is invalid. The message names the
	 * configuration property.
	 */
	public CliLoginSettings {
		if (flows.isEmpty()) {
			throw new IllegalArgumentException("clilogin.login.flows must contain at least one flow");
		}
		requireAtLeast(MIN_TIME, "clilogin.login.lifetime", lifetime);
		requireAtLeast(MIN_TIME, "clilogin.login.collect-window", collectWindow);
		if (maxPending < 1) {
			throw new IllegalArgumentException("clilogin.login.max-pending must be at least 1, not " + maxPending);
		}
		scopes.forEach(CliLoginSettings::requireScope);
		clients.keySet().forEach(CliLoginSettings::requireClientId);
		demands.check(clients.keySet(), scopes, proof);
		requireKnown("clilogin.unproven.scopes", unproven.scopes(), "clilogin.login.scopes", scopes);
		requireKnown("clilogin.unproven.flows", names(unproven.flows()), "clilogin.login.flows", names(flows));
		flows = Collections.unmodifiableSet(new LinkedHashSet<>(flows));
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
	}

	/**
	 * Creates settings without {@link Demands} and with the default {@link Unproven}.
	 * @param flows the enabled flows
	 * @param lifetime the time to decide
	 * @param collectWindow the time to collect a confirmed login
	 * @param maxPending the approximate maximum number of pending logins
	 * @param scopes the scopes that can be requested
	 * @param clients the display names of the allowed clients by client id
	 * @param proof whether the browser returns a code to the CLI
	 * @param token the settings of tokens
	 * @throws IllegalArgumentException if a setting is invalid
	 */
	public CliLoginSettings(Set<CliLoginFlow> flows, Duration lifetime, Duration collectWindow, int maxPending,
			Set<String> scopes, Map<String, String> clients, ProofPolicy proof, Token token) {
		this(flows, lifetime, collectWindow, maxPending, scopes, clients, proof, Demands.NONE, Unproven.defaults(),
				token);
	}

	/**
	 * {@return the default settings: flows CONFIRM and CODE, ten minutes to decide, two
	 * minutes to collect, 10,000 pending logins, no scopes, any client, return codes
	 * offered}
	 */
	public static CliLoginSettings defaults() {
		return new CliLoginSettings(new LinkedHashSet<>(Arrays.asList(CliLoginFlow.CONFIRM, CliLoginFlow.CODE)),
				Duration.ofMinutes(10), Duration.ofMinutes(2), 10_000, Set.of(), Map.of(), ProofPolicy.OFFERED,
				Token.defaults());
	}

	/**
	 * {@return these settings with another policy of return codes}
	 * @param proof the policy
	 */
	public CliLoginSettings withProof(ProofPolicy proof) {
		return new CliLoginSettings(this.flows, this.lifetime, this.collectWindow, this.maxPending, this.scopes,
				this.clients, proof, this.demands, this.unproven, this.token);
	}

	/**
	 * {@return these settings with other limits of logins without a proof}
	 * @param unproven the limits
	 */
	public CliLoginSettings withUnproven(Unproven unproven) {
		return new CliLoginSettings(this.flows, this.lifetime, this.collectWindow, this.maxPending, this.scopes,
				this.clients, this.proof, this.demands, unproven, this.token);
	}

	/**
	 * {@return these settings with other proofs that single clients and scopes demand}
	 * @param demands the proofs
	 */
	public CliLoginSettings withDemands(Demands demands) {
		return new CliLoginSettings(this.flows, this.lifetime, this.collectWindow, this.maxPending, this.scopes,
				this.clients, this.proof, demands, this.unproven, this.token);
	}

	/**
	 * {@return the policy of return codes that applies to a client}
	 * @param clientId the client id, or {@code null}
	 */
	public ProofPolicy proofOf(@Nullable String clientId) {
		return (clientId != null) ? this.demands.clients().getOrDefault(clientId, this.proof) : this.proof;
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

	/** Requires a scope that a request can contain (RFC 6749 §3.3). */
	private static void requireScope(String scope) {
		if (!scope.matches("[!#-\\[\\]-~]+")) {
			throw new IllegalArgumentException("clilogin.login.scopes must be separated by commas and must not contain "
					+ "blanks, quotes or backslashes, unlike \"" + scope + "\"");
		}
	}

	private static void requireClientId(String clientId) {
		if (!clientId.equals(ClaimedText.cleanId(clientId, CliLoginRequest.MAX_NAME_LENGTH))) {
			throw new IllegalArgumentException("clilogin.clients must contain client IDs of 1 to "
					+ CliLoginRequest.MAX_NAME_LENGTH + " printable characters, unlike \"" + clientId + "\"");
		}
	}

	private static void requireKnown(String key, Set<String> words, String knownKey, Set<String> known) {
		words.stream().filter((word) -> !known.contains(word)).findFirst().ifPresent((word) -> {
			throw new IllegalArgumentException(
					key + " contains \"" + word + "\", which " + knownKey + " does not contain");
		});
	}

	private static Set<String> names(Set<CliLoginFlow> flows) {
		return flows.stream().map((flow) -> flow.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	private static void requireAtLeast(Duration minimum, String key, Duration duration) {
		if (duration.compareTo(minimum) < 0) {
			throw new IllegalArgumentException(
					key + " must be at least " + DurationText.of(minimum) + ", not " + DurationText.of(duration));
		}
	}

	/**
	 * Lists the policies of return codes, see {@link ReturnCode}. Instances of a version
	 * without return codes apply none of them.
	 */
	public enum ProofPolicy {

		/** No login demands a return code. */
		OFF,

		/** A login demands a return code if its CLI can receive one. */
		OFFERED,

		/** Each login demands a return code. A CLI that cannot receive one is refused. */
		REQUIRED

	}

	/**
	 * Contains the proofs that single clients and scopes demand.
	 *
	 * @param clients the policies of clients by client id, instead of the one of all
	 * others. Client ids are public, so the laxest policy is available to everyone.
	 * @param scopes the least proofs of logins with a scope. A login without scopes has
	 * all permissions, so it demands the strongest of these proofs.
	 */
	public record Demands(Map<String, ProofPolicy> clients, Map<String, CliLoginProof> scopes) {

		/** Contains no proofs. */
		public static final Demands NONE = new Demands(Map.of(), Map.of());

		/** Copies the maps in their order. */
		public Demands {
			clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
			scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
		}

		private void check(Set<String> allowed, Set<String> known, ProofPolicy proof) {
			if (!allowed.containsAll(this.clients.keySet())) {
				throw new IllegalArgumentException("A client with a proof must have a name in clilogin.clients");
			}
			requireKnown("clilogin.scopes", this.scopes.keySet(), "clilogin.login.scopes", known);
			if (proof == ProofPolicy.OFF && !this.scopes.isEmpty()) {
				throw new IllegalArgumentException("clilogin.login.proof must be offered or required, not off, "
						+ "because clilogin.scopes demands a proof");
			}
		}

	}

	/**
	 * Contains the limits of logins that demand no return code, unless the policy is
	 * {@link ProofPolicy#OFF}.
	 *
	 * @param tokenLifetime the maximum lifetime of a token, counted from the
	 * confirmation, at least a minute
	 * @param scopes the scopes that can be requested; empty allows all
	 * @param flows the flows that can be requested; empty allows all enabled flows
	 * @param sameNetwork the effect of a confirmation from another network than the start
	 */
	public record Unproven(Duration tokenLifetime, Set<String> scopes, Set<CliLoginFlow> flows,
			SameNetwork sameNetwork) {

		/**
		 * Checks the lifetime and copies the collections in their order.
		 * @throws IllegalArgumentException if the lifetime is too short. The message
		 * names the configuration property.
		 */
		public Unproven {
			requireAtLeast(MIN_TIME, "clilogin.unproven.token-lifetime", tokenLifetime);
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
			flows = Collections.unmodifiableSet(new LinkedHashSet<>(flows));
		}

		/**
		 * {@return the default limits: tokens of seven days, all scopes and flows, and a
		 * question if the networks differ}
		 */
		public static Unproven defaults() {
			return new Unproven(Duration.ofDays(7), Set.of(), Set.of(), SameNetwork.ASK);
		}

	}

	/**
	 * Lists the effects of a confirmation from another network than the start, without a
	 * return code.
	 */
	public enum SameNetwork {

		/** The built-in page asks the user again and shows both addresses. */
		ASK,

		/** The networks are not compared. */
		ALLOW

	}

	/**
	 * Contains the settings of tokens.
	 *
	 * @param lifetime the lifetime, counted from the confirmation, at least a minute
	 * @param idle the time after which an unused token expires, at least ten minutes
	 * @param unverifiedLifetime the maximum lifetime of a token whose user's account is
	 * not loaded again, counted from the confirmation, at least a minute
	 * @param prefix 2 to 16 characters: a letter, then letters, digits or underscores
	 */
	public record Token(Duration lifetime, Duration idle, Duration unverifiedLifetime, String prefix) {

		private static final Duration MIN_IDLE = CliLoginTransition.USE_RESOLUTION.multipliedBy(2);

		/**
		 * Checks the settings. The use of a token is stored every five minutes, so a
		 * shorter idle time would end tokens that are in use.
		 * @throws IllegalArgumentException if a setting is invalid. The message names the
		 * configuration property.
		 */
		public Token {
			requireAtLeast(MIN_TIME, "clilogin.token.lifetime", lifetime);
			requireAtLeast(MIN_IDLE, "clilogin.token.idle", idle);
			requireAtLeast(MIN_TIME, "clilogin.token.unverified-lifetime", unverifiedLifetime);
			if (!prefix.matches("[A-Za-z][A-Za-z0-9_]{1,15}")) {
				throw new IllegalArgumentException(
						"clilogin.token.prefix must be a letter followed by 1 to 15 letters, "
								+ "digits or underscores, not \"" + prefix + "\"");
			}
		}

		static Token defaults() {
			return new Token(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30), "clt_");
		}

	}

}
