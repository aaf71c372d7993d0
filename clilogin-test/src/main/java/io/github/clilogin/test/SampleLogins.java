package io.github.clilogin.test;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.store.Row;
import io.github.clilogin.store.Step;

/**
 * Creates logins in every state, and everything that can happen to them. Thread-safe.
 */
public final class SampleLogins {

	/** Time of the start, which is now, so that no database removes the samples. */
	public static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	/** Time from the start in which a login can be decided. */
	public static final Duration LIFETIME = Duration.ofMinutes(10);

	/** User with a principal name and authorities. */
	public static final CliUser ANN = new CliUser("ann", "Ann Example", "ann.example",
			Set.of("ROLE_USER", "ROLE_ADMIN"), true);

	/** User without a principal name and authorities. */
	public static final CliUser BEN = new CliUser("ben", "Ben", Set.of(), false);

	/** Hash of a return code that the browser sends to the CLI. */
	public static final ReturnCode.Hash RETURN_HASH = new ReturnCode.Hash(ReturnCode.Method.LOOPBACK,
			Sha256.hex("return code"));

	/** Hash of a return code that the user types. */
	public static final ReturnCode.Hash TYPED_HASH = new ReturnCode.Hash(ReturnCode.Method.CODE,
			Sha256.hex("typed return code"));

	private static final SecureRandom random = new SecureRandom();

	private SampleLogins() {
	}

	/**
	 * {@return a new pending login}
	 */
	public static CliLogin pending() {
		return CliLogin.builder(id(), userCode(), request())
			.createdAt(NOW)
			.expiresAt(NOW.plus(LIFETIME))
			.sealKey("c2VhbCBrZXk")
			.build();
	}

	private static String id() {
		byte[] hash = new byte[32];
		random.nextBytes(hash);
		return HexFormat.of().formatHex(hash);
	}

	private static String userCode() {
		String alphabet = "BCDFGHJKLMNPQRSTVWXZ";
		return random.ints(8, 0, alphabet.length())
			.mapToObj((i) -> alphabet.substring(i, i + 1))
			.collect(Collectors.joining());
	}

	/**
	 * {@return the request of a CLI, with all details}
	 */
	public static CliLoginRequest request() {
		return CliLoginRequest.builder(CliLoginFlow.CONFIRM)
			.clientId("acme")
			.clientVersion("1.4")
			.deviceName("ann-laptop")
			.scopes(new LinkedHashSet<>(List.of("write", "read")))
			.remoteAddress("203.0.113.7")
			.userAgent("acme/1.4")
			.build();
	}

	/**
	 * {@return a confirmation with a token}
	 * @param owner the user, or {@code null} for the host application
	 * @param now the time
	 */
	public static CliLoginTransition.Confirm confirm(@Nullable CliUser owner, Instant now) {
		return new CliLoginTransition.Confirm(
				owner, null, List.of(), new PendingCredential.OwnToken("c2FsdA",
						new LinkedHashSet<>(List.of("write", "read")), now.plus(Duration.ofDays(90))),
				now.plus(Duration.ofMinutes(2)), now);
	}

	/**
	 * {@return a confirmation with a token and choices}
	 * @param owner the user
	 * @param now the time
	 */
	public static CliLoginTransition.Confirm confirmWithChoices(CliUser owner, Instant now) {
		CliLoginTransition.Confirm plain = confirm(owner, now);
		return new CliLoginTransition.Confirm(owner, null,
				List.of(new CliLoginChoice("org-17", "Café <b>", "Organization"),
						new CliLoginChoice("admin", "Administrator", "Role")),
				plain.credential(), plain.collectBy(), now);
	}

	/**
	 * {@return a confirmation with a host credential}
	 * @param owner the user, or {@code null} for the host application
	 * @param now the time
	 */
	public static CliLoginTransition.Confirm confirmSealed(@Nullable CliUser owner, Instant now) {
		return new CliLoginTransition.Confirm(owner, null, List.of(), new PendingCredential.SealedCredential("Ym94",
				"Bearer", (owner != null) ? now.plusSeconds(3600) : null), now.plus(Duration.ofMinutes(2)), now);
	}

	/**
	 * {@return a confirmation whose collection demands a return code}
	 * @param plain the confirmation without a return code
	 */
	public static CliLoginTransition.Confirm demanding(CliLoginTransition.Confirm plain) {
		return new CliLoginTransition.Confirm(plain.owner(), plain.generation(), plain.choices(), plain.credential(),
				RETURN_HASH, plain.collectBy(), plain.now());
	}

	/**
	 * {@return a change to a typed return code}
	 * @param by the ID of the user who must have confirmed, or {@code null} for any
	 * @param now the time
	 */
	public static CliLoginTransition swap(@Nullable String by, Instant now) {
		return new CliLoginTransition.Swap(by, RETURN_HASH.value(), TYPED_HASH, now);
	}

	/**
	 * {@return a wrong return code after some others}
	 * @param misses the number of others, 0 or 1
	 * @param now the time
	 */
	public static CliLoginTransition miss(int misses, Instant now) {
		return new CliLoginTransition.Miss(attempt(misses), Sha256.hex("wrong return code"), now);
	}

	/**
	 * {@return an attempt with the right return code}
	 * @param misses the number of wrong codes before it
	 */
	public static CliLoginTransition.Attempt attempt(int misses) {
		return new CliLoginTransition.Attempt(RETURN_HASH.value(), misses);
	}

	/**
	 * {@return a collection of a host credential with a return code}
	 * @param now the time
	 */
	public static CliLoginTransition collectSealedWithCode(Instant now) {
		return new CliLoginTransition.CollectSealed(now.plus(Duration.ofSeconds(60)), attempt(0), now);
	}

	/**
	 * {@return a collection of the token of a login with a return code}
	 * @param login the login
	 * @param now the time
	 */
	public static CliLoginTransition.Collect collectWithCode(CliLogin login, Instant now) {
		CliLoginTransition.Collect plain = collect(login, now);
		return new CliLoginTransition.Collect(plain.tokenHash(), plain.tokenExpiresAt(), plain.redeliverUntil(),
				attempt(0), now);
	}

	/**
	 * {@return a collection of a host credential}
	 * @param now the time
	 */
	public static CliLoginTransition collectSealed(Instant now) {
		return new CliLoginTransition.CollectSealed(now.plus(Duration.ofSeconds(60)), now);
	}

	/**
	 * {@return a collection of the token of a login}
	 * @param login the login
	 * @param now the time
	 */
	public static CliLoginTransition.Collect collect(CliLogin login, Instant now) {
		return new CliLoginTransition.Collect(Sha256.hex("token of " + login.id()), now.plus(Duration.ofDays(90)),
				now.plus(Duration.ofMinutes(5)), now);
	}

	/**
	 * {@return a login as a sweep leaves it}
	 * @param login the login
	 * @param now the time of the sweep
	 */
	public static CliLogin swept(CliLogin login, Instant now) {
		Row row = login.row();
		for (Step step : CliLoginTransition.sweep(now)) {
			row = step.applyTo(row).orElse(row);
		}
		return CliLogin.of(row);
	}

	/**
	 * {@return the transitions from a pending login into each state, by name of the
	 * state}
	 * @param pending the pending login
	 */
	public static Map<String, List<CliLoginTransition>> states(CliLogin pending) {
		Instant t = NOW.plusSeconds(1);
		CliLoginTransition.Confirm confirm = confirm(ANN, t);
		CliLoginTransition.Collect collect = collect(pending, t);
		CliLoginTransition sealed = confirmSealed(ANN, t);
		CliLoginTransition collectSealed = collectSealed(t);
		CliLoginTransition firstUse = new CliLoginTransition.FirstUse(t);
		Map<String, List<CliLoginTransition>> states = new LinkedHashMap<>();
		states.put("pending", List.of());
		states.put("confirmed", List.of(confirm));
		states.put("confirmed by the host", List.of(confirm(null, t)));
		states.put("rejected", List.of(new CliLoginTransition.Reject("ann", "not me", t)));
		states.put("rejected after confirming", List.of(confirm, new CliLoginTransition.Reject("ann", null, t)));
		states.put("rejected by the host", List.of(new CliLoginTransition.Reject(null, null, t)));
		states.put("opened", List.of(new CliLoginTransition.Open(t)));
		states.put("cancelled", List.of(new CliLoginTransition.CancelPending(t)));
		states.put("cancelled after confirming", List.of(confirm, new CliLoginTransition.Cancel(t)));
		states.put("evicted", List.of(new CliLoginTransition.Evict(t)));
		states.put("collected", List.of(confirm, collect));
		states.put("redelivered", List.of(confirm, collect, new CliLoginTransition.Redeliver(t)));
		states.put("used", List.of(confirm, collect, firstUse));
		states.put("revoked before collection", List.of(confirm, new CliLoginTransition.Revoke("ann", "ann", t)));
		states.put("revoked", List.of(confirm, collect, firstUse, new CliLoginTransition.Revoke("ann", "ann", t)));
		states.put("revoked in the grace", List.of(confirm, collect, new CliLoginTransition.CancelCollected(t)));
		states.put("sealed", List.of(sealed));
		states.put("sealed by the host", List.of(confirmSealed(null, t)));
		states.put("sealed, rejected", List.of(sealed, new CliLoginTransition.Reject("ann", null, t)));
		states.put("sealed, cancelled", List.of(sealed, new CliLoginTransition.Cancel(t)));
		states.put("sealed, revoked", List.of(sealed, new CliLoginTransition.Revoke("ann", "ann", t)));
		states.put("sealed, collected", List.of(sealed, collectSealed));
		states.put("sealed by the host, collected", List.of(confirmSealed(null, t), collectSealed));
		states.put("sealed, redelivered", List.of(sealed, collectSealed, new CliLoginTransition.Redeliver(t)));
		states.put("sealed, cancelled in the grace",
				List.of(sealed, collectSealed, new CliLoginTransition.CancelCollected(t)));
		states.put("collected with choices", List.of(confirmWithChoices(ANN, t), collect));
		addStatesWithReturnCode(states, pending, t);
		return states;
	}

	private static void addStatesWithReturnCode(Map<String, List<CliLoginTransition>> states, CliLogin pending,
			Instant t) {
		CliLoginTransition confirm = demanding(confirm(ANN, t));
		CliLoginTransition sealed = demanding(confirmSealed(ANN, t));
		CliLoginTransition collect = collectWithCode(pending, t);
		CliLoginTransition lastMiss = new CliLoginTransition.LastMiss(attempt(2), t);
		states.put("confirmed with a code", List.of(confirm));
		states.put("confirmed with a typed code", List.of(confirm, swap("ann", t)));
		states.put("confirmed, one miss", List.of(confirm, miss(0, t)));
		states.put("confirmed, two misses", List.of(confirm, miss(0, t), miss(1, t)));
		states.put("rejected, three misses", List.of(confirm, miss(0, t), miss(1, t), lastMiss));
		states.put("collected with a code", List.of(confirm, collect));
		states.put("collected with a code, grace ended", List.of(confirm, collect, new CliLoginTransition.EndGrace(t)));
		states.put("sealed with a code", List.of(sealed));
		states.put("sealed with a code, collected", List.of(sealed, collectSealedWithCode(t)));
	}

	/**
	 * {@return everything that can happen to a login at a time}
	 * @param login the login
	 * @param now the time
	 */
	public static List<CliLoginTransition> transitions(CliLogin login, Instant now) {
		return List.copyOf(namedTransitions(login, now).values());
	}

	/**
	 * {@return everything that can happen to a login at a time, by name}
	 * @param login the login
	 * @param now the time
	 */
	public static Map<String, CliLoginTransition> namedTransitions(CliLogin login, Instant now) {
		Map<String, CliLoginTransition> transitions = new LinkedHashMap<>();
		transitions.put("Confirm(ann)", confirm(ANN, now));
		transitions.put("Confirm(ann, same login)",
				new CliLoginTransition.IfSameLogin(login.userCode(), confirm(ANN, now)));
		transitions.put("Confirm(ann, another login)",
				new CliLoginTransition.IfSameLogin("ZZZZZZZZ", confirm(ANN, now)));
		transitions.put("Confirm(ben)", confirm(BEN, now));
		transitions.put("Confirm(host)", confirm(null, now));
		transitions.put("Confirm(ann, sealed)", confirmSealed(ANN, now));
		transitions.put("Confirm(host, sealed)", confirmSealed(null, now));
		transitions.put("CollectSealed", collectSealed(now));
		transitions.put("Reject(ann)", new CliLoginTransition.Reject("ann", "no", now));
		transitions.put("Reject(ben)", new CliLoginTransition.Reject("ben", null, now));
		transitions.put("Reject(host)", new CliLoginTransition.Reject(null, "host", now));
		transitions.put("Open", new CliLoginTransition.Open(now));
		transitions.put("CancelPending", new CliLoginTransition.CancelPending(now));
		transitions.put("Evict", new CliLoginTransition.Evict(now));
		transitions.put("Cancel", new CliLoginTransition.Cancel(now));
		transitions.put("CancelCollected", new CliLoginTransition.CancelCollected(now));
		transitions.put("Collect", collect(login, now));
		transitions.put("Redeliver", new CliLoginTransition.Redeliver(now));
		transitions.put("FirstUse", new CliLoginTransition.FirstUse(now));
		transitions.put("Use", new CliLoginTransition.Use(now));
		transitions.put("Revoke(ann)", new CliLoginTransition.Revoke("ann", "ann", now));
		transitions.put("Revoke(ben)", new CliLoginTransition.Revoke("ben", "ben", now));
		transitions.put("RevokeUncollected", new CliLoginTransition.RevokeUncollected("ann", now));
		transitions.put("Revoke(token)", new CliLoginTransition.Revoke(null, Revocation.BY_TOKEN, now));
		transitions.put("Confirm(ann, code)", demanding(confirm(ANN, now)));
		transitions.put("Swap(ann)", swap("ann", now));
		transitions.put("Swap(ben)", swap("ben", now));
		transitions.put("Swap(host)", swap(null, now));
		transitions.put("Miss", miss(0, now));
		transitions.put("LastMiss", new CliLoginTransition.LastMiss(attempt(2), now));
		transitions.put("Collect(code)", collectWithCode(login, now));
		transitions.put("CollectSealed(code)", collectSealedWithCode(now));
		transitions.put("Redeliver(code)", new CliLoginTransition.Redeliver(attempt(0), now));
		transitions.put("EndGrace", new CliLoginTransition.EndGrace(now));
		return transitions;
	}

	/**
	 * {@return times just around every limit that a rule knows}
	 */
	public static List<Instant> moments() {
		Instant t = NOW.plusSeconds(1);
		return List.of(t, t.plus(Duration.ofMinutes(1)).minusMillis(1), t.plus(Duration.ofMinutes(1)),
				t.plus(Duration.ofMinutes(2)).minusMillis(1), t.plus(Duration.ofMinutes(2)),
				t.plus(Duration.ofMinutes(5)).minusMillis(1), t.plus(Duration.ofMinutes(5)),
				t.plus(Duration.ofMinutes(5)).plusMillis(1), NOW.plus(LIFETIME).minusMillis(1), NOW.plus(LIFETIME));
	}

}
