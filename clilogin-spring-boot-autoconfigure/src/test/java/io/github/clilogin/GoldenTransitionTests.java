package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.github.clilogin.store.Field;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.GoldenFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the outcome of every transition in every state at every moment with a recorded
 * table. All transitions except {@code RevokeUncollected}, {@code Open},
 * {@code CancelPending}, {@code Evict}, {@code IfSameLogin}, {@code Swap}, {@code Miss},
 * {@code LastMiss} and {@code EndGrace} were recorded before the rules became data. The
 * table is independent of the code that performs a transition: if it differs, a rule has
 * changed.
 */
class GoldenTransitionTests {

	private static final List<Duration> SWEEPS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(1).plusMillis(1),
			Duration.ofMinutes(5), Duration.ofMinutes(5).plusMillis(1), Duration.ofMinutes(12),
			Duration.ofMinutes(12).plusMillis(1));

	private static final CliLogin PENDING = CliLogin.builder("1".repeat(64), "BCDFGHJK", SampleLogins.request())
		.createdAt(SampleLogins.NOW)
		.expiresAt(SampleLogins.NOW.plus(SampleLogins.LIFETIME))
		.sealKey("c2VhbCBrZXk")
		.build();

	@Test
	void everyOutcomeIsAsRecorded() {
		new GoldenFile(getClass(), "transitions.golden").assertMatches(table());
	}

	@Test
	void theTableHasEveryStateTransitionAndMoment() {
		Map<String, CliLoginTransition> transitions = SampleLogins.namedTransitions(PENDING, SampleLogins.NOW);
		assertThat(transitions.values().stream().map(Object::getClass))
			.containsOnly(CliLoginTransition.class.getPermittedSubclasses());
		Set<String> states = SampleLogins.states(PENDING).keySet();
		assertThat(states.stream().map((state) -> in(state).status())).contains(CliLoginStatus.values());
		assertThat(states.size() * transitions.size() * SampleLogins.moments().size()).isEqualTo(11_900);
	}

	private static List<String> table() {
		List<String> lines = new ArrayList<>();
		SampleLogins.states(PENDING).keySet().forEach((state) -> {
			CliLogin before = in(state);
			lines.add("## " + state + ": " + text(flat(before, SampleLogins.NOW)));
			for (String name : SampleLogins.namedTransitions(before, SampleLogins.NOW).keySet()) {
				lines.addAll(outcomes(name, before, SampleLogins.moments(),
						(login, now) -> Objects.requireNonNull(SampleLogins.namedTransitions(login, now).get(name))
							.applyTo(login)));
			}
			lines.addAll(outcomes("sweep", before,
					SWEEPS.stream().map((later) -> SampleLogins.NOW.plusSeconds(1).plus(later)).toList(),
					(login, now) -> Optional.of(SampleLogins.swept(login, now))));
		});
		return lines;
	}

	private static CliLogin in(String state) {
		CliLogin login = PENDING;
		for (CliLoginTransition transition : Objects.requireNonNull(SampleLogins.states(PENDING).get(state))) {
			login = transition.applyTo(login).orElseThrow();
		}
		return login;
	}

	/**
	 * Writes one line for all moments with the same outcome; an x marks these moments.
	 */
	private static List<String> outcomes(String name, CliLogin before, List<Instant> moments,
			BiFunction<CliLogin, Instant, Optional<CliLogin>> rule) {
		Map<String, StringBuilder> lines = new LinkedHashMap<>();
		for (int i = 0; i < moments.size(); i++) {
			Instant now = moments.get(i);
			String outcome = rule.apply(before, now).map((after) -> change(before, after, now)).orElse("refused");
			lines.computeIfAbsent(outcome, (key) -> new StringBuilder(".".repeat(moments.size()))).setCharAt(i, 'x');
		}
		return lines.entrySet().stream().map((line) -> line.getValue() + " " + name + ": " + line.getKey()).toList();
	}

	private static String change(CliLogin before, CliLogin after, Instant now) {
		Map<String, String> old = flat(before, now);
		Map<String, String> changed = flat(after, now);
		old.forEach((name, value) -> {
			if (!changed.containsKey(name)) {
				changed.put(name, "-");
			}
			else if (value.equals(changed.get(name))) {
				changed.remove(name);
			}
		});
		return changed.isEmpty() ? "unchanged" : text(changed);
	}

	private static String text(Map<String, String> members) {
		return String.join(", ",
				members.entrySet().stream().map((one) -> one.getKey() + "=" + one.getValue()).toList());
	}

	/** Everything that is stored of a login, with times as distances from another. */
	private static Map<String, String> flat(CliLogin login, Instant now) {
		Members members = new Members(now, new LinkedHashMap<>());
		members.add("id", login.id())
			.add("userCode", login.userCode())
			.add("request", login.request())
			.add("status", login.status())
			.add("createdAt", login.createdAt())
			.add("expiresAt", login.expiresAt())
			.add("sealKey", login.sealKey())
			.add("openedAt", login.row().timeOrNull(Field.OPENED_AT));
		owner(members, login.owner());
		if (!login.choices().isEmpty()) {
			members.add("choices", login.choices());
		}
		decision(members, login.decision());
		pending(members, login.pendingCredential());
		issued(members, login.issuedCredential());
		returnCode(members, login);
		revocation(members, login.revocation());
		if (login.decision() == null) {
			members.add("message", login.row().textOrNull(Field.MESSAGE));
		}
		members.add("collectBy", login.collectBy()).add("wakeAt", login.wakeAt()).add("purgeAt", login.purgeAt());
		return members.texts();
	}

	private static void owner(Members members, @Nullable CliUser owner) {
		if (owner != null) {
			members.add("owner",
					Stream
						.of(owner.id(), owner.name(), owner.principalName(),
								owner.authorities().stream().sorted().toList(), owner.reloadable())
						.filter(Objects::nonNull)
						.toList());
		}
	}

	private static void decision(Members members, @Nullable Decision decision) {
		if (decision != null) {
			members.add("decidedBy", decision.by()).add("decidedAt", decision.at()).add("message", decision.message());
		}
	}

	private static void pending(Members members, @Nullable PendingCredential pendingCredential) {
		if (pendingCredential instanceof PendingCredential.OwnToken token) {
			members.add("salt", token.salt()).add("scopes", token.scopes()).add("endsAt", token.expiresAt());
		}
		if (pendingCredential instanceof PendingCredential.SealedCredential sealed) {
			members.add("sealed", sealed.box()).add("type", sealed.type()).add("endsAt", sealed.expiresAt());
		}
	}

	private static void issued(Members members, @Nullable IssuedCredential issuedCredential) {
		if (issuedCredential != null) {
			members.add("collectedAt", issuedCredential.collectedAt())
				.add("tokenHash", issuedCredential.tokenHash())
				.add("grantedScopes", issuedCredential.scopes())
				.add("tokenExpiresAt", issuedCredential.expiresAt())
				.add("redeliverUntil", issuedCredential.redeliverUntil())
				.add("redelivered", issuedCredential.redelivered())
				.add("lastUsedAt", issuedCredential.lastUsedAt());
		}
	}

	private static void returnCode(Members members, CliLogin login) {
		for (Field field : List.of(Field.RETURN_HASH, Field.RETURN_MISSES, Field.RETURN_MISSED, Field.PROOF)) {
			members.add(field.camelCase(), login.row().get(field));
		}
		members.add("demandedMethod", login.returnMethod());
		if (login.proof() != CliLoginProof.NONE) {
			members.add("givenProof", login.proof());
		}
	}

	private static void revocation(Members members, @Nullable Revocation revocation) {
		if (revocation != null) {
			members.add("revokedBy", revocation.by()).add("revokedAt", revocation.at());
		}
	}

	/**
	 * Members of a login as texts.
	 *
	 * @param now the time that times are written as distances from
	 * @param texts the texts
	 */
	private record Members(Instant now, Map<String, String> texts) {

		Members add(String name, @Nullable Object value) {
			if (value instanceof Instant time) {
				this.texts.put(name, "now" + (time.isBefore(this.now) ? "-" : "+")
						+ Duration.between(this.now, time).abs().toMillis() + "ms");
			}
			else if (value != null) {
				this.texts.put(name, value.toString());
			}
			return this;
		}

	}

}
