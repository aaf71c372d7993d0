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
 * A change of a login. Each transition is a record with its data and its time, and states
 * its rule as a {@link Step}, which every store performs as one atomic write. Every
 * transition is safe to repeat.
 */
public sealed interface CliLoginTransition {

	/** How long a revoked login is kept, so that its CLI is still told about it. */
	Duration REVOKED_KEPT = Duration.ofDays(30);

	/** How often the use of a token is stored at most. */
	Duration USE_RESOLUTION = Duration.ofMinutes(5);

	/**
	 * Returns the time of this transition.
	 * @return the time, in whole milliseconds
	 */
	Instant now();

	/**
	 * Returns the rule of this transition.
	 * @return the conditions, and the fields to write
	 */
	Step step();

	/**
	 * Returns whether a login allows this transition.
	 * @param login the login as it stands
	 * @return whether {@link #applyTo} would perform it
	 */
	default boolean isAllowedBy(CliLogin login) {
		return step().allows(login.row());
	}

	/**
	 * Performs this transition on a login.
	 * @param login the login as it stands
	 * @return the next login, or empty if the login does not allow this transition
	 */
	default Optional<CliLogin> applyTo(CliLogin login) {
		return step().applyTo(login.row()).map(CliLogin::of);
	}

	/**
	 * Returns the guards of the logins that wait for a decision.
	 * @param now the time
	 * @return the guards, all of which must hold
	 */
	static List<Guard> pending(Instant now) {
		return List.of(is(CliLoginStatus.PENDING), Guard.after(Field.EXPIRES_AT, now));
	}

	/**
	 * Returns the guards of the logins of a user that can be revoked.
	 * @param ownerId the user's id
	 * @return the guards, all of which must hold
	 */
	static List<Guard> revocable(String ownerId) {
		return List.of(revocable(), Guard.in(Field.OWNER, ownerId));
	}

	/**
	 * Returns the step that revokes all logins of a user.
	 * @param ownerId the user's id
	 * @param keepId the id of the one login to leave alone, or {@code null}
	 * @param now the time
	 * @return the step
	 */
	static Step revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		Step all = new Revoke(ownerId, ownerId, now).step();
		return (keepId != null) ? all.and(Guard.idIsNot(keepId)) : all;
	}

	/**
	 * Returns the steps of a sweep, which erase salts and boxes that are no longer
	 * needed.
	 * @param now the time
	 * @return the steps, for all logins and in any order
	 */
	static List<Step> sweep(Instant now) {
		Instant uncollected = now.minus(CliLogin.UNCOLLECTED_KEPT);
		return List.of(
				Step.when(List.of(Guard.before(Field.REDELIVER_UNTIL, now)))
					.erase(Field.SALT, Field.SEALED, Field.REDELIVER_UNTIL)
					.build(),
				Step.when(List.of(Guard.before(Field.COLLECT_BY, uncollected)))
					.erase(Field.SALT, Field.SEALED, Field.WAKE_AT, Field.COLLECT_BY)
					.build());
	}

	private static Guard is(CliLoginStatus... any) {
		return Guard.in(Field.STATUS, Stream.of(any).map(CliLoginStatus::name).sorted().toList());
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

	/**
	 * A confirmation by a user or the host.
	 *
	 * @param owner the confirming user, or {@code null} if the host confirms without one
	 * @param credential the credential that can then be collected
	 * @param collectBy the time until which it can be collected
	 * @param now the time
	 */
	record Confirm(@Nullable CliUser owner, PendingCredential credential, Instant collectBy,
			Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			String by = (this.owner != null) ? this.owner.id() : null;
			LoginFields fields = new LoginFields().owner(this.owner)
				.decision(new Decision(by, this.now, null))
				.pendingCredential(this.credential);
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
	 * A rejection by a user or the host: of a pending login, or of one that the same user
	 * has confirmed and that is not collected yet.
	 *
	 * @param by the rejecting user's id, or {@code null} for the host, which may reject
	 * any confirmed login
	 * @param message the reason for the terminal, or {@code null}
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
				.erase(Field.SALT, Field.SEALED, Field.COLLECT_BY)
				.build();
		}

	}

	/**
	 * The end of a login whose CLI gives up before it has collected. Wins over a
	 * confirmation.
	 *
	 * @param now the time
	 */
	record Cancel(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(List.of(is(CliLoginStatus.PENDING, CliLoginStatus.CONFIRMED)))
				.set(Field.STATUS, CliLoginStatus.CANCELLED.name())
				.set(Field.WAKE_AT, this.now)
				.set(Field.PURGE_AT, this.now.plus(CliLogin.KEPT))
				.erase(Field.SALT, Field.SEALED, Field.COLLECT_BY)
				.build();
		}

	}

	/**
	 * The end of a login whose CLI gives up although its credential was collected, since
	 * the response may have been lost. Within the grace period this revokes the login.
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
	 * The collection of an own token, which is live from then on.
	 *
	 * @param tokenHash SHA-256 of the token's whole text in lower-case hex
	 * @param tokenExpiresAt the time at which the token ends
	 * @param redeliverUntil the time until which the device code gets the token again
	 * @param now the time
	 */
	record Collect(String tokenHash, Instant tokenExpiresAt, Instant redeliverUntil,
			Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return step(LoginFields.TOKEN, this.now, this.redeliverUntil).set(Field.TOKEN_HASH, this.tokenHash)
				.set(Field.TOKEN_EXPIRES_AT, this.tokenExpiresAt)
				.set(Field.PURGE_AT, this.tokenExpiresAt.plus(CliLogin.KEPT))
				.build();
		}

		private static Step.Builder step(String kind, Instant now, Instant redeliverUntil) {
			return Step.when(collectable(kind, now))
				.set(Field.STATUS, CliLoginStatus.COLLECTED.name())
				.set(Field.COLLECTED_AT, now)
				.set(Field.REDELIVER_UNTIL, redeliverUntil)
				.erase(Field.WAKE_AT, Field.COLLECT_BY);
		}

	}

	/**
	 * The collection of a host credential, which only the host can end.
	 *
	 * @param redeliverUntil the time until which the device code gets the credential
	 * again
	 * @param now the time
	 */
	record CollectSealed(Instant redeliverUntil, Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Collect.step(LoginFields.SEALED, this.now, this.redeliverUntil)
				.set(Field.PURGE_AT, this.now.plus(CliLogin.KEPT))
				.build();
		}

	}

	/**
	 * Another delivery of the same credential to the same device code, since the response
	 * may have been lost. It is a write, so that a poll is never answered from a state
	 * that a failover rolls back.
	 *
	 * @param now the time
	 */
	record Redeliver(Instant now) implements CliLoginTransition {

		/** How often a credential is delivered again at most. */
		public static final int LIMIT = 20;

		@Override
		public Step step() {
			return Step.when(inGrace(this.now))
				.count(Field.REDELIVERED)
				.build()
				.and(Guard.absentOrLess(Field.REDELIVERED, LIMIT));
		}

	}

	/**
	 * The first use of a token, which proves its delivery: the grace period ends and the
	 * salt is erased.
	 *
	 * @param now the time
	 */
	record FirstUse(Instant now) implements CliLoginTransition {

		@Override
		public Step step() {
			return Step.when(List.of(is(CliLoginStatus.COLLECTED), Guard.present(Field.REDELIVER_UNTIL)))
				.set(Field.LAST_USED_AT, this.now)
				.erase(Field.SALT, Field.SEALED, Field.REDELIVER_UNTIL)
				.build();
		}

	}

	/**
	 * A later use of a token, if the last stored use is {@link #USE_RESOLUTION} ago.
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
	 * The end of a login that is confirmed or collected.
	 *
	 * @param ownerId the id of the user whose login it must be, or {@code null} for any
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
				.erase(Field.SALT, Field.SEALED, Field.COLLECT_BY, Field.REDELIVER_UNTIL)
				.build();
		}

	}

}
