package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Step;

/**
 * Represents a change of a login. Each transition states its rule as a {@link Step},
 * which a store performs as one atomic write. Every transition is safe to repeat.
 */
public sealed interface CliLoginTransition {

	/** Time for which a revoked login is kept, so that its CLI is told about it. */
	Duration REVOKED_KEPT = Duration.ofDays(30);

	/** Time for which a login is kept that ended before a decision. */
	Duration UNDECIDED_KEPT = Duration.ofMinutes(1);

	/** Minimum time between two stored uses of a token. */
	Duration USE_RESOLUTION = Duration.ofMinutes(5);

	/**
	 * {@return the time of this transition, in whole milliseconds}
	 */
	Instant now();

	/**
	 * {@return the conditions of this transition and the fields to write}
	 */
	Step step();

	/**
	 * {@return whether a login allows this transition}
	 * @param login the current login
	 */
	default boolean isAllowedBy(CliLogin login) {
		return step().allows(login.row());
	}

	/**
	 * Performs this transition on a login.
	 * @param login the current login
	 * @return the changed login, or empty if the login does not allow this transition
	 */
	default Optional<CliLogin> applyTo(CliLogin login) {
		return step().applyTo(login.row()).map(CliLogin::of);
	}

	/**
	 * {@return the guards of pending logins, all of which must hold}
	 * @param now the time
	 */
	static List<Guard> pending(Instant now) {
		return List.of(is(CliLoginStatus.PENDING), Guard.after(Field.EXPIRES_AT, now));
	}

	/**
	 * {@return the guards of a user's revocable logins, all of which must hold}
	 * @param ownerId the user's ID
	 */
	static List<Guard> revocable(String ownerId) {
		return List.of(revocable(), Guard.in(Field.OWNER, ownerId));
	}

	/**
	 * {@return the step that revokes all logins of a user}
	 * @param ownerId the user's ID
	 * @param keepId the ID of a login to keep, or {@code null}
	 * @param now the time
	 */
	static Step revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		Step all = new Revoke(ownerId, ownerId, now).step();
		return (keepId != null) ? all.and(Guard.idIsNot(keepId)) : all;
	}

	/**
	 * {@return the steps that erase expired salts, sealed credentials and hashes of
	 * return codes, in any order}
	 * @param now the time
	 */
	static List<Step> sweep(Instant now) {
		Instant uncollected = now.minus(CliLogin.UNCOLLECTED_KEPT);
		return List.of(
				Step.when(List.of(Guard.before(Field.REDELIVER_UNTIL, now)))
					.erase(secrets())
					.erase(Field.REDELIVER_UNTIL)
					.build(),
				Step.when(List.of(Guard.before(Field.COLLECT_BY, uncollected)))
					.erase(secrets())
					.erase(Field.WAKE_AT, Field.COLLECT_BY)
					.build());
	}

	private static Guard is(CliLoginStatus... any) {
		return Guard.in(Field.STATUS, Stream.of(any).map(CliLoginStatus::name).sorted().toArray(String[]::new));
	}

	/**
	 * Returns the fields to erase when no CLI can collect the login any more. Six letters
	 * can be guessed from the hash of a return code.
	 */
	private static Field[] secrets() {
		return new Field[] { Field.SALT, Field.SEALED, Field.RETURN_HASH, Field.RETURN_MISSED };
	}

	private static Guard revocable() {
		return is(CliLoginStatus.CONFIRMED, CliLoginStatus.COLLECTED);
	}

	private static List<Guard> inGrace(Instant now) {
		return List.of(is(CliLoginStatus.COLLECTED), Guard.after(Field.REDELIVER_UNTIL, now));
	}

	private static List<Guard> collectable(String kind, Instant now) {
		return List.of(is(CliLoginStatus.CONFIRMED), Guard.after(Field.COLLECT_BY, now), Guard.in(Field.KIND, kind));
	}

	/** Adds the guards of an attempt. Without one, the login must have no return code. */
	private static List<Guard> with(@Nullable Attempt attempt, List<Guard> guards) {
		List<Guard> added = (attempt != null) ? attempt.guards() : List.of(Guard.absent(Field.RETURN_HASH));
		return Stream.concat(guards.stream(), added.stream()).toList();
	}

	/**
	 * Represents the stored state with which a return code was compared. Each step that
	 * follows the comparison requires this state. So of all codes that are compared at
	 * the same time, one has an effect, and no code is tried uncounted.
	 *
	 * @param hash the hash of the return code
	 * @param misses the number of wrong codes
	 */
	record Attempt(String hash, int misses) {

		/** Number of wrong codes that rejects the login. */
		public static final int LIMIT = 3;

		private List<Guard> guards() {
			return List.of(Guard.in(Field.RETURN_HASH, this.hash), (this.misses == 0)
					? Guard.absent(Field.RETURN_MISSES) : Guard.number(Field.RETURN_MISSES, this.misses));
		}

		/** Omits the hash, from which six letters can be guessed. */
		@Override
		public String toString() {
			return "Attempt[misses=" + this.misses + "]";
		}

	}

	/**
	 * Confirms a login.
	 *
	 * @param owner the user, or {@code null} if the host application confirms without one
	 * @param generation the generation of the user's logins, or {@code null} without one
	 * @param choices the choices of the user
	 * @param credential the credential to collect
	 * @param returnHash the hash of the return code that the collection demands, or
	 * {@code null} without one
	 * @param collectBy the time until which it can be collected
	 * @param now the time
	 */
	record Confirm(@Nullable CliUser owner, @Nullable String generation, List<CliLoginChoice> choices,
			PendingCredential credential, ReturnCode.@Nullable Hash returnHash, Instant collectBy,
			Instant now) implements CliLoginTransition {

		/** Copies the choices. */
		public Confirm {
			choices = List.copyOf(choices);
		}

		/**
		 * Creates a confirmation without a return code.
		 * @param owner the user, or {@code null}
		 * @param generation the generation of the user's logins, or {@code null}
		 * @param choices the choices of the user
		 * @param credential the credential to collect
		 * @param collectBy the time until which it can be collected
		 * @param now the time
		 */
		public Confirm(@Nullable CliUser owner, @Nullable String generation, List<CliLoginChoice> choices,
				PendingCredential credential, Instant collectBy, Instant now) {
			this(owner, generation, choices, credential, null, collectBy, now);
		}

		@Override
		public Step step() {
			String by = (this.owner != null) ? this.owner.id() : null;
			LoginFields fields = new LoginFields().owner(this.owner)
				.put(Field.OWNER_GENERATION, this.generation)
				.choices(this.choices)
				.decision(new Decision(by, this.now, null))
				.pendingCredential(this.credential)
				.returnHash(this.returnHash);
			return Step.when(pending(this.now))
				.set(Field.STATUS, CliLoginStatus.CONFIRMED.name())
				.set(fields.values())
				.set(Field.DECIDED_BY, by)
				.set(Field.COLLECT_BY, this.collectBy)
				.set(Field.WAKE_AT, this.now)
				.set(Field.PURGE_AT, this.collectBy.plus(CliLogin.KEPT))
				.build();
		}

	}

	/**
	 * Performs a transition only on the login that was read before. In
	 * {@link CliLoginFlow#BROWSER} the CLI creates the ID, and can start another login
	 * with it after the first one was removed. Each login has another user code.
	 *
	 * @param userCode the user code of the login that was read
	 * @param transition the transition
	 */
	record IfSameLogin(String userCode, CliLoginTransition transition) implements CliLoginTransition {

		@Override
		public Instant now() {
			return this.transition.now();
		}

		@Override
		public Step step() {
			return this.transition.step().and(Guard.in(Field.USER_CODE, this.userCode));
		}

	}

	/**
	 * Replaces the return code of a confirmed login by another one, if the browser cannot
	 * return the first one. Wrong codes remain counted.
	 *
	 * @param by the ID of the user who must have confirmed, or {@code null} for any
	 * @param before the hash of the present code
	 * @param after the hash of the new code
	 * @param now the time
	 */
	record Swap(@Nullable String by, String before, ReturnCode.Hash after, Instant now) implements CliLoginTransition {

		/** Checks that the hash changes. */
		public Swap {
			if (before.equals(after.value())) {
				throw new IllegalArgumentException("The new return code must have another hash");
			}
		}

		@Override
		public Step step() {
			Step swap = Step
				.when(List.of(is(CliLoginStatus.CONFIRMED), Guard.after(Field.COLLECT_BY, this.now),
						Guard.in(Field.RETURN_HASH, this.before)))
				.set(new LoginFields().returnHash(this.after).values())
				.build();
			return (this.by != null) ? swap.and(Guard.in(Field.DECIDED_BY, this.by)) : swap;
		}

		/** Omits the hash. */
		@Override
		public String toString() {
			return "Swap[by=" + this.by + ", after=" + this.after + ", now=" + this.now + "]";
		}

	}

	/**
	 * Counts a wrong return code, except the last one that is allowed.
	 *
	 * @param attempt the state with which the code was compared, with less than two
	 * misses
	 * @param missed the hash of the wrong code
	 * @param now the time
	 */
	record Miss(Attempt attempt, String missed, Instant now) implements CliLoginTransition {

		/** Checks the number of misses. */
		public Miss {
			if (attempt.misses() >= Attempt.LIMIT - 1) {
				throw new IllegalArgumentException("The last miss rejects the login");
			}
		}

		@Override
		public Step step() {
			return Step.when(with(this.attempt, List.of(is(CliLoginStatus.CONFIRMED))))
				.set(Field.RETURN_MISSED, this.missed)
				.count(Field.RETURN_MISSES)
				.build();
		}

		/** Omits the hash. */
		@Override
		public String toString() {
			return "Miss[attempt=" + this.attempt + ", now=" + this.now + "]";
		}

	}

	/**
	 * Rejects a confirmed login at the last wrong return code. The user who confirmed
	 * remains the one who decided, so that the page of this user reports the rejection.
	 *
	 * @param attempt the state with which the code was compared, with two misses
	 * @param now the time
	 */
	record LastMiss(Attempt attempt, Instant now) implements CliLoginTransition {

		/** Reason, shown in the terminal. */
		public static final String MESSAGE = "The code from the browser was incorrect three times: start again";

		/** Checks the number of misses. */
		public LastMiss {
			if (attempt.misses() != Attempt.LIMIT - 1) {
				throw new IllegalArgumentException("Only the last miss rejects the login");
			}
		}

		@Override
		public Step step() {
			return Step.when(with(this.attempt, List.of(is(CliLoginStatus.CONFIRMED))))
				.set(Field.STATUS, CliLoginStatus.REJECTED.name())
				.set(Field.DECIDED_AT, this.now)
				.set(Field.MESSAGE, MESSAGE)
				.set(Field.WAKE_AT, this.now)
				.set(Field.PURGE_AT, this.now.plus(CliLogin.KEPT))
				.erase(secrets())
				.erase(Field.COLLECT_BY)
				.count(Field.RETURN_MISSES)
				.build();
		}

	}

	/**
	 * Rejects a pending login, or a confirmed one before its collection. A confirmed one
	 * can be rejected by the user who confirmed and by the host application only.
	 *
	 * @param by the user's ID, or {@code null} for the host application
	 * @param message the reason, shown in the terminal, or {@code null}
	 * @param now the time
	 */
	record Reject(@Nullable String by, @Nullable String message, Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			Guard confirmed = is(CliLoginStatus.CONFIRMED);
			return Step.when(pending(this.now))
				.or((this.by != null) ? List.of(confirmed, Guard.in(Field.DECIDED_BY, this.by)) : List.of(confirmed))
				.set(Field.STATUS, CliLoginStatus.REJECTED.name())
				.set(new LoginFields().decision(new Decision(this.by, this.now, this.message)).values())
				.set(Field.DECIDED_BY, this.by)
				.set(Field.WAKE_AT, this.now)
				.set(Field.PURGE_AT, this.now.plus(CliLogin.KEPT))
				.erase(secrets())
				.erase(Field.COLLECT_BY)
				.build();
		}

	}

	/**
	 * Stores that a signed-in user opened a pending login for the first time. Such a
	 * login is never evicted.
	 *
	 * @param now the time
	 */
	record Open(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(List.of(is(CliLoginStatus.PENDING), Guard.absent(Field.OPENED_AT)))
				.set(Field.OPENED_AT, this.now)
				.build();
		}

	}

	/**
	 * Cancels a pending login. It is kept for a minute, and other instances are not told
	 * about it, so that a CLI that starts and cancels in a loop fills nothing.
	 *
	 * @param now the time
	 */
	record CancelPending(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(List.of(is(CliLoginStatus.PENDING)))
				.set(Field.STATUS, CliLoginStatus.CANCELLED.name())
				.set(Field.PURGE_AT, this.now.plus(UNDECIDED_KEPT))
				.build();
		}

	}

	/**
	 * Cancels a pending login that no user has opened, because too many logins are
	 * pending. It is kept for a minute, and other instances are not told about it.
	 *
	 * @param now the time
	 */
	record Evict(Instant now) implements CliLoginTransition {

		/** Reason, shown in the terminal. */
		public static final String MESSAGE = "Too many logins were pending, so the server cancelled this one: "
				+ "start again";

		@Override
		public Step step() {
			return Step.when(pending(this.now))
				.set(Field.STATUS, CliLoginStatus.CANCELLED.name())
				.set(Field.MESSAGE, MESSAGE)
				.set(Field.PURGE_AT, this.now.plus(UNDECIDED_KEPT))
				.build()
				.and(Guard.absent(Field.OPENED_AT));
		}

	}

	/**
	 * Cancels a confirmed login that is not collected.
	 *
	 * @param now the time
	 */
	record Cancel(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(List.of(is(CliLoginStatus.CONFIRMED)))
				.set(Field.STATUS, CliLoginStatus.CANCELLED.name())
				.set(Field.WAKE_AT, this.now)
				.set(Field.PURGE_AT, this.now.plus(CliLogin.KEPT))
				.erase(secrets())
				.erase(Field.COLLECT_BY)
				.build();
		}

	}

	/**
	 * Revokes a login within the grace period: the CLI cancels after a lost response.
	 *
	 * @param now the time
	 */
	record CancelCollected(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Revoke.step(inGrace(this.now), new Revocation(Revocation.BY_CLI, this.now));
		}

	}

	/**
	 * Collects a token, which is valid from then on.
	 *
	 * @param tokenHash SHA-256 of the token's text as lower-case hex
	 * @param tokenExpiresAt the time at which the token expires
	 * @param redeliverUntil the end of the grace period
	 * @param attempt the state with which the return code was compared, or {@code null}
	 * if the login has none
	 * @param now the time
	 */
	record Collect(String tokenHash, Instant tokenExpiresAt, Instant redeliverUntil, @Nullable Attempt attempt,
			Instant now) implements CliLoginTransition {

		/**
		 * Creates a collection of a login without a return code.
		 * @param tokenHash SHA-256 of the token's text as lower-case hex
		 * @param tokenExpiresAt the time at which the token expires
		 * @param redeliverUntil the end of the grace period
		 * @param now the time
		 */
		public Collect(String tokenHash, Instant tokenExpiresAt, Instant redeliverUntil, Instant now) {
			this(tokenHash, tokenExpiresAt, redeliverUntil, null, now);
		}

		@Override
		public Step step() {
			return step(LoginFields.TOKEN, this.attempt, this.now, this.redeliverUntil)
				.set(Field.TOKEN_HASH, this.tokenHash)
				.set(Field.TOKEN_EXPIRES_AT, this.tokenExpiresAt)
				.set(Field.PURGE_AT, this.tokenExpiresAt.plus(CliLogin.KEPT))
				.build();
		}

		private static Step.Builder step(String kind, @Nullable Attempt attempt, Instant now, Instant redeliverUntil) {
			return Step.when(with(attempt, collectable(kind, now)))
				.set(Field.STATUS, CliLoginStatus.COLLECTED.name())
				.set(Field.COLLECTED_AT, now)
				.set(Field.REDELIVER_UNTIL, redeliverUntil)
				.erase(Field.WAKE_AT, Field.COLLECT_BY);
		}

	}

	/**
	 * Collects a host credential. Only the host application can revoke it.
	 *
	 * @param redeliverUntil the end of the grace period
	 * @param attempt the state with which the return code was compared, or {@code null}
	 * if the login has none
	 * @param now the time
	 */
	record CollectSealed(Instant redeliverUntil, @Nullable Attempt attempt, Instant now) implements CliLoginTransition {

		/**
		 * Creates a collection of a login without a return code.
		 * @param redeliverUntil the end of the grace period
		 * @param now the time
		 */
		public CollectSealed(Instant redeliverUntil, Instant now) {
			this(redeliverUntil, null, now);
		}

		@Override
		public Step step() {
			return Collect.step(LoginFields.SEALED, this.attempt, this.now, this.redeliverUntil)
				.set(Field.PURGE_AT, this.now.plus(CliLogin.KEPT))
				.build();
		}

	}

	/**
	 * Delivers a credential again within the grace period, if a response was lost. This
	 * write prevents that a poll is answered from a state that a failover rolls back.
	 *
	 * @param attempt the state with which the return code was compared, or {@code null}
	 * if the login has none
	 * @param now the time
	 */
	record Redeliver(@Nullable Attempt attempt, Instant now) implements CliLoginTransition {

		/** Maximum number of further deliveries. */
		public static final int LIMIT = 20;

		/**
		 * Creates a delivery of a login without a return code.
		 * @param now the time
		 */
		public Redeliver(Instant now) {
			this(null, now);
		}

		@Override
		public Step step() {
			return Step.when(with(this.attempt, inGrace(this.now)))
				.count(Field.REDELIVERED)
				.build()
				.and(Guard.absentOrLess(Field.REDELIVERED, LIMIT));
		}

	}

	/**
	 * Ends the grace period, because a poll had another return code than the collection.
	 *
	 * @param now the time
	 */
	record EndGrace(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(inGrace(this.now)).erase(secrets()).erase(Field.REDELIVER_UNTIL).build();
		}

	}

	/**
	 * Stores the first use of a token, which ends the grace period and erases the salt.
	 *
	 * @param now the time
	 */
	record FirstUse(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(List.of(is(CliLoginStatus.COLLECTED), Guard.present(Field.REDELIVER_UNTIL)))
				.set(Field.LAST_USED_AT, this.now)
				.erase(secrets())
				.erase(Field.REDELIVER_UNTIL)
				.build();
		}

	}

	/**
	 * Stores a later use of a token, at most once per {@link #USE_RESOLUTION}.
	 *
	 * @param now the time
	 */
	record Use(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step
				.when(List.of(is(CliLoginStatus.COLLECTED),
						Guard.absentOrLess(Field.LAST_USED_AT, this.now.minus(USE_RESOLUTION))))
				.set(Field.LAST_USED_AT, this.now)
				.build();
		}

	}

	/**
	 * Revokes a confirmed or collected login.
	 *
	 * @param ownerId the required owner, or {@code null} for any
	 * @param by the cause, see {@link Revocation#by()}
	 * @param now the time
	 */
	record Revoke(@Nullable String ownerId, String by, Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return step((this.ownerId != null) ? revocable(this.ownerId) : List.of(revocable()),
					new Revocation(this.by, this.now));
		}

		private static Step step(List<Guard> guards, Revocation revocation) {
			return Step.when(guards)
				.set(Field.STATUS, CliLoginStatus.REVOKED.name())
				.set(new LoginFields().revocation(revocation).values())
				.set(Field.WAKE_AT, revocation.at())
				.set(Field.PURGE_AT, revocation.at().plus(REVOKED_KEPT))
				.erase(secrets())
				.erase(Field.COLLECT_BY, Field.REDELIVER_UNTIL)
				.build();
		}

	}

	/**
	 * Revokes a confirmed login before its collection.
	 *
	 * @param by the cause, see {@link Revocation#by()}
	 * @param now the time
	 */
	record RevokeUncollected(String by, Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Revoke.step(List.of(is(CliLoginStatus.CONFIRMED)), new Revocation(this.by, this.now));
		}

	}

}
