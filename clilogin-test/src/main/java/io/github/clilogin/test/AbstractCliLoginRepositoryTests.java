package io.github.clilogin.test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Undelivered;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.StartResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests the contract of {@link CliLoginRepository}: results and stored logins match the
 * pure rules, also when many threads act at once. The tests of each store extend this
 * class.
 */
public abstract class AbstractCliLoginRepositoryTests {

	private static final int THREADS_PER_STEP = 3;

	private static final int HISTORIES = 1_000;

	private static final int HISTORY_LENGTH = 8;

	private static final Duration SWEEP_DELAY = Duration.ofMinutes(6);

	private static final Instant RACED_AT = SampleLogins.NOW.plusSeconds(2);

	private static final Instant SWEPT_AT = RACED_AT.plus(SWEEP_DELAY);

	private @Nullable CliLoginRepository repository;

	/**
	 * Creates an empty store.
	 * @return the store
	 */
	protected abstract CliLoginRepository createRepository();

	/**
	 * Returns how often each race is run.
	 * @return the number of rounds
	 */
	protected int raceRounds() {
		return 2;
	}

	@BeforeEach
	void create() {
		this.repository = createRepository();
	}

	/**
	 * Returns the store of this test.
	 * @return the store
	 */
	protected CliLoginRepository repository() {
		return Objects.requireNonNull(this.repository);
	}

	/**
	 * Stores a new pending login.
	 * @return the login
	 */
	protected CliLogin insertPending() {
		CliLogin login = SampleLogins.pending();
		assertThat(repository().insert(login)).isEqualTo(CliLoginRepository.Insert.DONE);
		return login;
	}

	@Test
	void findsAnInsertedLogin() {
		CliLogin login = insertPending();
		assertThat(repository().findById(login.id())).contains(login);
		assertThat(repository().findByUserCode(login.userCode())).contains(login);
	}

	@Test
	void keepsTheOrderOfScopes() {
		CliLogin login = insertPending();
		assertThat(found(login.id()).request().scopes()).containsExactly("write", "read");
	}

	@Test
	void storesARequestWithoutClaims() {
		storesARequest(CliLoginRequest.of(CliLoginFlow.CODE));
	}

	@Test
	void storesTheTenantTheChoicesAndAnUncertainAddress() {
		storesARequest(CliLoginRequest.builder(CliLoginFlow.CODE)
			.tenant("alpha")
			.choices(List.of("team b", "team-a"))
			.remoteAddress("203.0.113.7")
			.addressUncertain(true)
			.build());
	}

	@Test
	void storesTheReturnMethodsInTheirOrder() {
		storesARequest(CliLoginRequest.builder(CliLoginFlow.CODE)
			.returnMethods(List.of(ReturnCode.Method.LOOPBACK, ReturnCode.Method.CODE))
			.returnPort(65_535)
			.build());
		storesARequest(
				CliLoginRequest.builder(CliLoginFlow.CODE).returnMethods(List.of(ReturnCode.Method.CODE)).build());
	}

	private void storesARequest(CliLoginRequest request) {
		CliLogin some = SampleLogins.pending();
		CliLogin login = CliLogin.builder(some.id(), some.userCode(), request)
			.createdAt(SampleLogins.NOW)
			.expiresAt(SampleLogins.NOW.plusSeconds(9))
			.build();
		repository().insert(login);
		assertThat(repository().findById(login.id())).contains(login);
		assertThat(found(login.id()).request()).isEqualTo(request);
	}

	@Test
	void findsALoginDurablyInEachState() {
		CliLogin login = insertPending();
		assertThat(repository().findDurableById(login.id())).contains(login);
		for (CliLoginTransition transition : List.of(SampleLogins.confirm(SampleLogins.ANN, SampleLogins.NOW),
				SampleLogins.collect(login, SampleLogins.NOW),
				new CliLoginTransition.FirstUse(SampleLogins.NOW.plusSeconds(1)),
				new CliLoginTransition.Revoke("ann", "ann", SampleLogins.NOW.plusSeconds(2)))) {
			assertThat(repository().apply(login.id(), transition)).isTrue();
			assertThat(repository().findDurableById(login.id())).contains(found(login.id()));
		}
	}

	@Test
	void findsNoLoginThatWasNotInserted() {
		String id = SampleLogins.pending().id();
		assertThat(repository().findById(id)).isEmpty();
		assertThat(repository().findDurableById(id)).isEmpty();
		assertThat(repository().findByUserCode("BCDFGHJK")).isEmpty();
		assertThat(repository().findByTokenHash(id)).isEmpty();
		assertThat(repository().findByOwner("ann")).isEmpty();
		assertThat(repository().delete(id)).isFalse();
		assertThat(repository().revokeAll("ann", null, SampleLogins.NOW)).isZero();
		SampleLogins.transitions(SampleLogins.pending(), SampleLogins.NOW)
			.forEach((transition) -> assertThat(repository().apply(id, transition)).isFalse());
	}

	@Test
	void refusesAnIdOrUserCodeThatIsTaken() {
		CliLogin login = insertPending();
		CliLogin other = SampleLogins.pending();
		CliLogin sameId = CliLogin.builder(login.id(), other.userCode(), login.request())
			.createdAt(SampleLogins.NOW)
			.expiresAt(login.expiresAt())
			.build();
		CliLogin sameUserCode = CliLogin.builder(other.id(), login.userCode(), login.request())
			.createdAt(SampleLogins.NOW)
			.expiresAt(login.expiresAt())
			.build();
		assertThat(repository().insert(sameId)).isEqualTo(CliLoginRepository.Insert.ID_TAKEN);
		assertThat(repository().insert(login)).isEqualTo(CliLoginRepository.Insert.ID_TAKEN);
		assertThat(repository().insert(sameUserCode)).isEqualTo(CliLoginRepository.Insert.USER_CODE_TAKEN);
		assertThat(repository().findById(login.id())).contains(login);
		assertThat(repository().findById(other.id())).isEmpty();
	}

	@Test
	void storesOneOfTheLoginsThatShareAnIdOrUserCode() throws Exception {
		try (Threads threads = new Threads(8)) {
			for (int round = 0; round < 50 * raceRounds(); round++) {
				storesOneOf(threads, CliLoginRepository.Insert.ID_TAKEN, (shared, own) -> copy(shared.id(), own));
				storesOneOf(threads, CliLoginRepository.Insert.USER_CODE_TAKEN,
						(shared, own) -> copy(own.id(), shared));
			}
		}
	}

	private void storesOneOf(Threads threads, CliLoginRepository.Insert refusal, BinaryOperator<CliLogin> sharing)
			throws Exception {
		CliLogin shared = SampleLogins.pending();
		List<CliLogin> logins = Stream.generate(() -> sharing.apply(shared, SampleLogins.pending())).limit(8).toList();
		List<Supplier<CliLoginRepository.Insert>> inserts = new ArrayList<>();
		logins.forEach((login) -> inserts.add(() -> repository().insert(login)));
		List<CliLoginRepository.Insert> results = threads.run(inserts);
		assertThat(results).containsOnlyOnce(CliLoginRepository.Insert.DONE)
			.containsOnly(CliLoginRepository.Insert.DONE, refusal);
		CliLogin stored = logins.get(results.indexOf(CliLoginRepository.Insert.DONE));
		assertThat(repository().findById(stored.id())).contains(stored);
		assertThat(repository().findByUserCode(stored.userCode())).contains(stored);
		assertThat(repository().delete(stored.id())).isTrue();
	}

	private static CliLogin copy(String id, CliLogin login) {
		return CliLogin.builder(id, login.userCode(), login.request())
			.createdAt(login.createdAt())
			.expiresAt(login.expiresAt())
			.build();
	}

	@Test
	void performsEveryTransitionInEveryStateAtEveryMomentAsThePureRuleSays() {
		for (String state : SampleLogins.states(SampleLogins.pending()).keySet()) {
			for (Instant moment : SampleLogins.moments()) {
				int count = SampleLogins.transitions(SampleLogins.pending(), moment).size();
				IntStream.range(0, count).forEach((i) -> performsAsThePureRuleSays(state, moment, i));
			}
		}
	}

	private void performsAsThePureRuleSays(String state, Instant moment, int transition) {
		CliLogin login = SampleLogins.pending();
		CliLogin before = modelOf(login, state);
		CliLoginTransition wanted = SampleLogins.transitions(login, moment).get(transition);
		if (isHarmless(before, wanted)) {
			return;
		}
		store(login, state);
		StoreOperation step = StoreOperation.transition(login.id(), wanted);
		StoreOperation.Outcome outcome = step.rule().apply(Optional.of(before));
		assertThat(step.store().applyAsInt(repository())).as("%s of a %s login at %s", wanted, state, moment)
			.isEqualTo(outcome.result());
		assertThat(repository().findById(login.id())).as("after %s of a %s login", wanted, state)
			.isEqualTo(outcome.login());
	}

	/** Most pairs are refused because of the status alone: two moments show that. */
	private boolean isHarmless(CliLogin before, CliLoginTransition wanted) {
		boolean anytime = SampleLogins.moments()
			.stream()
			.flatMap((moment) -> SampleLogins.transitions(before, moment).stream())
			.filter((other) -> other.getClass() == wanted.getClass())
			.anyMatch((other) -> other.applyTo(before).isPresent());
		return !anytime && !wanted.now().equals(SampleLogins.moments().get(0));
	}

	@Test
	void redeliversTwentyTimes() {
		CliLogin login = store(SampleLogins.pending(), "collected");
		CliLoginTransition redeliver = new CliLoginTransition.Redeliver(SampleLogins.NOW.plusSeconds(2));
		for (int i = 0; i < CliLoginTransition.Redeliver.LIMIT; i++) {
			assertThat(repository().apply(login.id(), redeliver)).isTrue();
		}
		assertThat(repository().apply(login.id(), redeliver)).isFalse();
	}

	/** Polls with wrong codes that were all compared with the same state. */
	@Test
	void countsOneOfTheMissesThatThreadsCompareAtOnce() throws Exception {
		try (Threads threads = new Threads(8)) {
			for (int round = 0; round < 5 * raceRounds(); round++) {
				CliLogin login = store(SampleLogins.pending(), "confirmed with a code");
				for (int misses = 0; misses < CliLoginTransition.Attempt.LIMIT; misses++) {
					CliLoginTransition miss = (misses < 2) ? SampleLogins.miss(misses, RACED_AT)
							: new CliLoginTransition.LastMiss(SampleLogins.attempt(misses), RACED_AT);
					List<Supplier<Boolean>> tasks = Collections.nCopies(8, () -> repository().apply(login.id(), miss));
					assertThat(threads.run(tasks)).containsOnlyOnce(true);
				}
				assertThat(found(login.id()).status()).isEqualTo(CliLoginStatus.REJECTED);
				assertThat(repository().apply(login.id(), SampleLogins.collectWithCode(login, RACED_AT))).isFalse();
			}
		}
	}

	@Test
	void findsCollectedAndRevokedLoginsByToken() {
		for (String state : List.of("collected", "used", "revoked")) {
			CliLogin login = store(SampleLogins.pending(), state);
			String hash = SampleLogins.collect(login, SampleLogins.NOW).tokenHash();
			assertThat(repository().findByTokenHash(hash)).as(state).contains(login);
		}
	}

	@Test
	void findsConfirmedAndCollectedLoginsByOwner() {
		CliLogin confirmed = store(SampleLogins.pending(), "confirmed");
		CliLogin used = store(SampleLogins.pending(), "used");
		List.of("pending", "confirmed by the host", "rejected after confirming", "cancelled", "revoked")
			.forEach((state) -> store(SampleLogins.pending(), state));
		assertThat(repository().findByOwner("ann")).containsExactlyInAnyOrder(confirmed, used);
		assertThat(repository().findByOwner("ben")).isEmpty();
	}

	@Test
	void revokesAllLoginsOfAnOwnerExceptTheKeptOne() {
		CliLogin confirmed = store(SampleLogins.pending(), "confirmed");
		CliLogin used = store(SampleLogins.pending(), "used");
		CliLogin kept = store(SampleLogins.pending(), "collected");
		CliLogin hosts = store(SampleLogins.pending(), "confirmed by the host");
		CliLogin sealed = store(SampleLogins.pending(), "sealed");
		Instant now = SampleLogins.NOW.plusSeconds(2);
		assertThat(repository().revokeAll("ben", null, now)).isZero();
		assertThat(repository().revokeAll("ann", kept.id(), now)).isEqualTo(3);
		assertThat(repository().revokeAll("ann", kept.id(), now)).isZero();
		CliLoginTransition revoke = new CliLoginTransition.Revoke("ann", "ann", now);
		assertThat(found(confirmed.id())).isEqualTo(revoke.applyTo(confirmed).orElseThrow());
		assertThat(found(used.id())).isEqualTo(revoke.applyTo(used).orElseThrow());
		assertThat(found(sealed.id())).isEqualTo(revoke.applyTo(sealed).orElseThrow());
		assertThat(found(sealed.id()).pendingCredential()).isNull();
		assertThat(found(kept.id())).isEqualTo(kept);
		assertThat(found(hosts.id())).isEqualTo(hosts);
	}

	@Test
	void distinguishesOwnersByEachCharacter() {
		Instant now = SampleLogins.NOW.plusSeconds(1);
		List<String> owners = owners();
		for (String owner : owners) {
			CliLogin login = insertPending();
			CliUser user = new CliUser(owner, "Ann", Set.of(), false);
			assertThat(repository().apply(login.id(), SampleLogins.confirm(user, SampleLogins.NOW))).isTrue();
		}
		for (String owner : owners) {
			assertThat(repository().findByOwner(owner)).hasSize(1).allSatisfy((login) -> {
				assertThat(Objects.requireNonNull(login.owner()).id()).isEqualTo(owner);
				owners.stream()
					.filter((other) -> !other.equals(owner))
					.forEach((other) -> assertThat(
							repository().apply(login.id(), new CliLoginTransition.Reject(other, null, now)))
						.isFalse());
			});
			assertThat(repository().revokeAll(owner, null, now)).isEqualTo(1);
		}
	}

	/**
	 * Returns IDs of different users that a collation could take for the same.
	 * @return the IDs
	 */
	protected List<String> owners() {
		return List.of("ann", "ANN", "\u00e4nn", "a\u0308nn", "ann ", " ann", "ann\u00a0", "o".repeat(255),
				CliUser.ownerId("alpha", "ann"), CliUser.ownerId("beta", "ann"), CliUser.ownerId("Alpha", "ann"),
				CliUser.ownerId("", "//alpha/ann"));
	}

	@Test
	void savesAGenerationPerOwner() {
		for (int i = 0; i < owners().size(); i++) {
			String owner = owners().get(i);
			assertThat(repository().findOwnerGeneration(owner)).isEmpty();
			repository().saveOwnerGeneration(owner, "first");
			assertThat(repository().findOwnerGeneration(owner)).contains("first");
			repository().saveOwnerGeneration(owner, "g".repeat(63) + Character.forDigit(i, 36));
		}
		for (int i = 0; i < owners().size(); i++) {
			String last = "g".repeat(63) + Character.forDigit(i, 36);
			assertThat(repository().findOwnerGeneration(owners().get(i))).contains(last);
		}
	}

	@Test
	void savesOneOfManyGenerationsThatThreadsSaveAtOnce() throws Exception {
		try (Threads threads = new Threads(8)) {
			for (int round = 0; round < 20 * raceRounds(); round++) {
				String owner = "owner " + round;
				List<Supplier<String>> tasks = IntStream.range(0, 8).<Supplier<String>>mapToObj((i) -> () -> {
					repository().saveOwnerGeneration(owner, "generation " + i);
					return "generation " + i;
				}).toList();
				List<String> saved = threads.run(tasks);
				assertThat(repository().findOwnerGeneration(owner)).get().isIn(saved);
			}
		}
	}

	@Test
	void storesTextsOfEveryKind() {
		CliLogin login = insertPending();
		Set<String> authorities = Set.of("", " ", "a\nb", "\u0000", "\"\\\"", "[]", "\ud83d\ude00", "x".repeat(10_000));
		CliUser user = new CliUser("o".repeat(255), "\ud83d\ude00".repeat(64), "p", authorities, true);
		CliLoginTransition.Confirm sample = SampleLogins.confirm(user, SampleLogins.NOW);
		CliLoginTransition confirm = new CliLoginTransition.Confirm(user, "g".repeat(64),
				List.of(new CliLoginChoice("\ud83d\ude00".repeat(64), "\"\\\"[],\u202e<b>", "\ud83d\ude00".repeat(64))),
				sample.credential(), sample.collectBy(), SampleLogins.NOW);
		assertThat(repository().apply(login.id(), confirm)).isTrue();
		assertThat(repository().findById(login.id())).isEqualTo(confirm.applyTo(login));
	}

	@Test
	void deletesALoginAndItsToken() {
		CliLogin login = store(SampleLogins.pending(), "collected");
		assertThat(repository().delete(login.id())).isTrue();
		assertThat(repository().delete(login.id())).isFalse();
		assertThat(repository().findById(login.id())).isEmpty();
		assertThat(repository().findByUserCode(login.userCode())).isEmpty();
		assertThat(repository().findByTokenHash(SampleLogins.collect(login, SampleLogins.NOW).tokenHash())).isEmpty();
		assertThat(repository().insert(SampleLogins.pending())).isEqualTo(CliLoginRepository.Insert.DONE);
	}

	@Test
	void countsPendingLogins() {
		CliLogin pending = insertPending();
		SampleLogins.states(pending).keySet().forEach((state) -> store(SampleLogins.pending(), state));
		assertThat(repository().countPending(pending.expiresAt().minusMillis(1))).isEqualTo(3);
		assertThat(repository().countPending(pending.expiresAt())).isZero();
	}

	@Test
	void findsTheEventsOfDecidedLoginsThatAreNotCollected() {
		Set<Undelivered> events = new HashSet<>();
		for (String state : SampleLogins.states(SampleLogins.pending()).keySet()) {
			CliLogin login = store(SampleLogins.pending(), state);
			if (login.wakeAt() != null) {
				events.add(new Undelivered(login.id(), login.wakeAt()));
			}
		}
		Instant decided = SampleLogins.NOW.plusSeconds(1);
		assertThat(events).isNotEmpty();
		assertThat(repository().undelivered(decided.minusMillis(1), 1_000)).containsExactlyInAnyOrderElementsOf(events);
		assertThat(repository().undelivered(decided, 1_000)).isEmpty();
	}

	@Test
	void findsTheLatestEventsFirstAndNoMoreThanTheLimit() {
		List<Undelivered> events = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			Instant now = SampleLogins.NOW.plusSeconds(i);
			CliLogin login = insertPending();
			assertThat(repository().apply(login.id(), new CliLoginTransition.Reject(null, null, now))).isTrue();
			events.add(0, new Undelivered(login.id(), now));
		}
		assertThat(repository().undelivered(SampleLogins.NOW, 100)).isEqualTo(events.subList(0, 4));
		assertThat(repository().undelivered(SampleLogins.NOW, 3)).isEqualTo(events.subList(0, 3));
	}

	@Test
	void sweepsOnlyLoginsThatAreNoLongerNeeded() {
		for (String state : SampleLogins.states(SampleLogins.pending()).keySet()) {
			for (Duration later : List.of(Duration.ofMinutes(1), Duration.ofMinutes(1).plusMillis(1),
					Duration.ofMinutes(5), Duration.ofMinutes(5).plusMillis(1), Duration.ofMinutes(12),
					Duration.ofMinutes(12).plusMillis(1))) {
				CliLogin login = store(SampleLogins.pending(), state);
				Instant now = SampleLogins.NOW.plusSeconds(1).plus(later);
				repository().sweep(now);
				if (login.purgeAt().isAfter(now)) {
					assertThat(found(login.id())).as("%s, swept %s later", state, later)
						.isEqualTo(SampleLogins.swept(login, now));
				}
				repository().delete(login.id());
			}
		}
	}

	/**
	 * Every pair in "confirm, reject, cancel, collect, redeliver, use, revoke, sweep, …".
	 */
	@Test
	void everyRaceOfTwoStepsEndsLikeOneOfTheirOrders() throws Exception {
		try (Threads threads = new Threads(2 * THREADS_PER_STEP)) {
			for (String state : List.of("pending", "confirmed", "collected", "used", "sealed", "sealed, collected",
					"confirmed with a code", "confirmed, two misses")) {
				int steps = steps(SampleLogins.pending()).size();
				for (int a = 0; a < steps; a++) {
					for (int b = a; b < steps; b++) {
						race(threads, state, a, b);
					}
				}
			}
		}
	}

	private void race(Threads threads, String state, int a, int b) throws Exception {
		for (int round = 0; round < raceRounds(); round++) {
			CliLogin login = SampleLogins.pending();
			StoreOperation first = steps(login).get(a);
			StoreOperation second = steps(login).get(b);
			CliLogin before = modelOf(login, state);
			if (isInert(first, before) && isInert(second, before)) {
				return;
			}
			store(login, state);
			List<Supplier<Integer>> tasks = new ArrayList<>();
			tasks.addAll(Collections.nCopies(THREADS_PER_STEP, () -> first.store().applyAsInt(repository())));
			tasks.addAll(Collections.nCopies(THREADS_PER_STEP, () -> second.store().applyAsInt(repository())));
			List<Integer> results = threads.run(tasks);
			Race.End end = new Race.End(sum(results, true), sum(results, false), repository().findById(login.id()));
			assertThat(Race.ends(before, first, second, THREADS_PER_STEP, SWEPT_AT))
				.as("%s × %s of a %s login", first, second, state)
				.contains(end);
			repository().delete(login.id());
		}
	}

	private static boolean isInert(StoreOperation step, CliLogin before) {
		return step.rule().apply(Optional.of(before)).equals(new StoreOperation.Outcome(0, Optional.of(before)));
	}

	private static int sum(List<Integer> results, boolean first) {
		int half = results.size() / 2;
		List<Integer> part = first ? results.subList(0, half) : results.subList(half, results.size());
		return part.stream().mapToInt(Integer::intValue).sum();
	}

	private static List<StoreOperation> steps(CliLogin login) {
		return steps(login, RACED_AT);
	}

	private static List<StoreOperation> steps(CliLogin login, Instant now) {
		List<StoreOperation> steps = new ArrayList<>();
		SampleLogins.transitions(login, now)
			.forEach((transition) -> steps.add(StoreOperation.transition(login.id(), transition)));
		steps.add(StoreOperation.revokeAll("ann", now));
		steps.add(StoreOperation.delete(login.id()));
		steps.add(StoreOperation.sweep(now.plus(SWEEP_DELAY)));
		return steps;
	}

	@Test
	void followsThePureRulesThroughRandomHistories() {
		long seed = Long.getLong("clilogin.test.seed", new Random().nextLong());
		Random random = new Random(seed);
		for (int i = 0; i < HISTORIES; i++) {
			history(random, "history " + i + " of -Dclilogin.test.seed=" + seed);
		}
	}

	/** Returns whether a sweep may remove the login. Some stores remove it later. */
	private static boolean isRemovable(Optional<CliLogin> login, Instant now) {
		return login.filter((found) -> !found.purgeAt().isAfter(now)).isPresent();
	}

	private void history(Random random, String name) {
		CliLogin login = insertPending();
		Optional<CliLogin> model = Optional.of(login);
		Instant now = SampleLogins.NOW;
		for (int i = 0; i < HISTORY_LENGTH; i++) {
			now = now.plusMillis(random.nextBoolean() ? 0 : random.nextInt(400_000));
			if (isRemovable(model, now.plus(SWEEP_DELAY))) {
				break;
			}
			StoreOperation step = randomStep(random, login, now);
			StoreOperation.Outcome outcome = step.rule().apply(model);
			assertThat(step.store().applyAsInt(repository())).as("%s in %s", step, name).isEqualTo(outcome.result());
			assertThat(repository().findById(login.id())).as("after %s in %s", step, name).isEqualTo(outcome.login());
			model = outcome.login();
		}
		repository().delete(login.id());
	}

	/** The way forward more often than the rest, or most histories would end at once. */
	private static StoreOperation randomStep(Random random, CliLogin login, Instant now) {
		List<StoreOperation> steps = new ArrayList<>(steps(login, now));
		steps.add(StoreOperation.transition(login.id(), SampleLogins.confirm(SampleLogins.ANN, now)));
		steps.add(StoreOperation.transition(login.id(), SampleLogins.confirmSealed(SampleLogins.ANN, now)));
		steps.addAll(Collections.nCopies(2, StoreOperation.transition(login.id(), SampleLogins.collect(login, now))));
		steps.addAll(Collections.nCopies(2, StoreOperation.transition(login.id(), SampleLogins.collectSealed(now))));
		steps.add(StoreOperation.transition(login.id(),
				SampleLogins.demanding(SampleLogins.confirm(SampleLogins.ANN, now))));
		steps.add(StoreOperation.transition(login.id(), SampleLogins.miss(1, now)));
		return steps.get(random.nextInt(steps.size()));
	}

	@Test
	void sixtyFourThreadsCollectOneTokenText() throws Exception {
		TestLogins logins = logins();
		CliLoginService service = logins.service();
		StartResult.Started started = logins.confirmed(TestUsers.user("ann"));
		Set<String> tokens = new HashSet<>();
		for (CollectResult result : polls(service, started, 64, () -> {
		})) {
			if (result instanceof CollectResult.Collected collected) {
				tokens.add(collected.credential());
			}
			else {
				assertThat(result).isEqualTo(new CollectResult.Unknown());
			}
		}
		assertThat(tokens).hasSize(1);
		assertThat(service.authenticate(tokens.iterator().next())).isPresent();
	}

	@Test
	void noTokenIsLiveAfterRevokeAllHasReturned() throws Exception {
		TestLogins logins = logins();
		CliLoginService service = logins.service();
		for (int round = 0; round < 20 * raceRounds(); round++) {
			StartResult.Started started = logins.confirmed(TestUsers.user("ann"));
			List<CollectResult> results = polls(service, started, 3, () -> service.revokeAll("ann"));
			for (CollectResult result : results) {
				if (result instanceof CollectResult.Collected collected) {
					assertThat(service.authenticate(collected.credential())).isEmpty();
				}
			}
			assertThat(service.logins("ann")).isEmpty();
		}
	}

	/** The generation ends the logins that the update of {@code revokeAll} misses. */
	@Test
	void noTokenIsLiveIfAllLoginsWereRevokedDuringTheConfirmation() throws Exception {
		try (Threads threads = new Threads(2)) {
			for (int round = 0; round < 50 * raceRounds(); round++) {
				Confirmation confirmation = new Confirmation(repository());
				List<Optional<CollectResult>> results = threads.run(List.of(confirmation::confirmAndCollect, () -> {
					confirmation.awaitBegin();
					confirmation.service().revokeAll("ann");
					return Optional.<CollectResult>empty();
				}));
				results.stream()
					.flatMap(Optional::stream)
					.filter(CollectResult.Collected.class::isInstance)
					.map((result) -> ((CollectResult.Collected) result).credential())
					.forEach((token) -> assertThat(confirmation.service().authenticate(token)).isEmpty());
				assertThat(confirmation.service().logins("ann")).isEmpty();
			}
		}
	}

	@Test
	void aConfirmedLoginIsRevokedEvenIfTheInstanceStopsDuringRevokeAll() {
		TestLogins logins = logins();
		CliLoginService stopping = TestLogins.builder(stopping(repository()), new TestUsers()).build();
		for (int round = 0; round < 10 * raceRounds(); round++) {
			StartResult.Started confirmed = logins.confirmed(TestUsers.user("ann"));
			assertThatIllegalStateException().isThrownBy(() -> stopping.revokeAll("ann"));
			assertThat(logins.collect(confirmed)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		}
		assertThat(logins.collect(logins.confirmed(TestUsers.user("ann")))).isInstanceOf(CollectResult.Collected.class);
	}

	/** Returns a store of an instance that stops before the update of the logins. */
	private static CliLoginRepository stopping(CliLoginRepository repository) {
		return (CliLoginRepository) Proxy.newProxyInstance(CliLoginRepository.class.getClassLoader(),
				new Class<?>[] { CliLoginRepository.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("revokeAll")) {
						throw new IllegalStateException("stopped");
					}
					return method.invoke(repository, arguments);
				});
	}

	private TestLogins logins() {
		return new TestLogins(TestLogins.builder(repository(), new TestUsers()).build());
	}

	private static List<CollectResult> polls(CliLoginService service, StartResult.Started started, int count,
			Runnable other) throws Exception {
		DeviceCode code = TestLogins.code(started);
		List<Supplier<Optional<CollectResult>>> tasks = new ArrayList<>(
				Collections.nCopies(count, () -> Optional.of(service.collect(code, null))));
		tasks.add(() -> {
			other.run();
			return Optional.empty();
		});
		try (Threads threads = new Threads(tasks.size())) {
			return threads.run(tasks).stream().flatMap(Optional::stream).toList();
		}
	}

	private CliLogin found(String id) {
		return repository().findById(id).orElseThrow();
	}

	private CliLogin store(CliLogin login, String state) {
		repository().insert(login);
		way(login, state).forEach((transition) -> assertThat(repository().apply(login.id(), transition)).isTrue());
		CliLogin stored = modelOf(login, state);
		assertThat(found(login.id())).isEqualTo(stored);
		return stored;
	}

	private static CliLogin modelOf(CliLogin login, String state) {
		CliLogin current = login;
		for (CliLoginTransition transition : way(login, state)) {
			current = transition.applyTo(current).orElseThrow();
		}
		return current;
	}

	private static List<CliLoginTransition> way(CliLogin login, String state) {
		return Objects.requireNonNull(SampleLogins.states(login).get(state));
	}

	/** A confirmation whose begin another thread can await. */
	private static final class Confirmation {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CliLoginService service;

		Confirmation(CliLoginRepository repository) {
			this.service = TestLogins.builder(repository, new TestUsers()).mapper((user, login) -> {
				this.begun.countDown();
				return CliCredential.token();
			}).build();
		}

		CliLoginService service() {
			return this.service;
		}

		Optional<CollectResult> confirmAndCollect() {
			TestLogins logins = new TestLogins(this.service);
			return Optional.of(logins.collect(logins.confirmed(TestUsers.user("ann"))));
		}

		void awaitBegin() {
			try {
				assertThat(this.begun.await(30, TimeUnit.SECONDS)).as("the confirmation has begun").isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** Threads that start together. */
	private static final class Threads implements AutoCloseable {

		private final ExecutorService executor;

		private final CyclicBarrier start;

		Threads(int count) {
			this.executor = Executors.newFixedThreadPool(count);
			this.start = new CyclicBarrier(count);
		}

		<T> List<T> run(List<Supplier<T>> tasks) throws Exception {
			List<Callable<T>> together = new ArrayList<>();
			tasks.forEach((task) -> together.add(() -> {
				this.start.await();
				return task.get();
			}));
			List<T> results = new ArrayList<>();
			for (Future<T> result : this.executor.invokeAll(together)) {
				results.add(result.get());
			}
			return results;
		}

		@Override
		public void close() {
			this.executor.shutdownNow();
		}

	}

}
