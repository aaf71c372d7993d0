package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;

import static io.github.clilogin.CliLoginStatus.CANCELLED;
import static io.github.clilogin.CliLoginStatus.COLLECTED;
import static io.github.clilogin.CliLoginStatus.CONFIRMED;
import static io.github.clilogin.CliLoginStatus.PENDING;
import static io.github.clilogin.CliLoginStatus.REJECTED;
import static io.github.clilogin.CliLoginStatus.REVOKED;

/**
 * Every way in which a login changes: a record with the data it needs and the time it
 * happens at, and one pure rule. A store performs it as one atomic step; whatever the
 * store, the outcome is that of {@link #applyTo}. Every transition is safe to repeat.
 */
public sealed interface CliLoginTransition {

	/** How long a revoked login is kept, so that its device code is still told so. */
	Duration REVOKED_KEPT = Duration.ofDays(30);

	/** How often the use of a token is written down at most. */
	Duration USE_RESOLUTION = Duration.ofMinutes(5);

	/**
	 * Returns when it happens.
	 * @return the time, in whole milliseconds
	 */
	Instant now();

	/**
	 * Performs this transition on a login.
	 * @param login the login as it stands
	 * @return the next login, or empty if the login does not allow it ("lost")
	 */
	Optional<CliLogin> applyTo(CliLogin login);

	private static boolean is(CliLogin login, CliLoginStatus status, CliLoginStatus... others) {
		return EnumSet.of(status, others).contains(login.status());
	}

	/**
	 * The user, or the host, confirms.
	 *
	 * @param owner the confirming user, or {@code null} if the host confirms without one
	 * @param pendingCredential what waits to be collected
	 * @param collectBy until when
	 * @param now the time
	 */
	record Confirm(@Nullable CliUser owner, PendingCredential pendingCredential, Instant collectBy,
			Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, PENDING) || login.isExpired(this.now)) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).status(CONFIRMED)
				.owner(this.owner)
				.decision(new Decision(by(), this.now, null))
				.pendingCredential(this.pendingCredential)
				.collectBy(this.collectBy)
				.wakeAt(this.now)
				.purgeAt(purgeAt())
				.login());
		}

		/**
		 * Returns who decides.
		 * @return the owner's id, or {@code null}
		 */
		public @Nullable String by() {
			return (this.owner != null) ? this.owner.id() : null;
		}

		/**
		 * Returns when an uncollected login may be removed.
		 * @return the time
		 */
		public Instant purgeAt() {
			return this.collectBy.plus(CliLogin.KEPT);
		}

	}

	/**
	 * A user, or the host, rejects: a pending login, or one that the same user has
	 * confirmed and nobody has collected yet.
	 *
	 * @param by the rejecting user's id, or {@code null} for the host, which may reject
	 * what anybody confirmed
	 * @param message why, for the terminal
	 * @param now the time
	 */
	record Reject(@Nullable String by, @Nullable String message, Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			boolean pending = is(login, PENDING) && !login.isExpired(this.now);
			if (!pending && !(is(login, CONFIRMED) && mayUndo(login.decision()))) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).status(REJECTED)
				.decision(new Decision(this.by, this.now, this.message))
				.pendingCredential(null)
				.collectBy(null)
				.wakeAt(this.now)
				.purgeAt(purgeAt())
				.login());
		}

		private boolean mayUndo(@Nullable Decision decision) {
			return this.by == null || (decision != null && this.by.equals(decision.by()));
		}

		/**
		 * Returns when the rejected login may be removed.
		 * @return the time
		 */
		public Instant purgeAt() {
			return this.now.plus(CliLogin.KEPT);
		}

	}

	/**
	 * The command line gives up before it has collected. Wins over a confirmation.
	 *
	 * @param now the time
	 */
	record Cancel(Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, PENDING, CONFIRMED)) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).status(CANCELLED)
				.pendingCredential(null)
				.collectBy(null)
				.wakeAt(this.now)
				.purgeAt(purgeAt())
				.login());
		}

		/**
		 * Returns when the cancelled login may be removed.
		 * @return the time
		 */
		public Instant purgeAt() {
			return this.now.plus(CliLogin.KEPT);
		}

	}

	/**
	 * The command line gives up although its credential was collected, as when the answer
	 * was lost: within the grace this revokes the credential.
	 *
	 * @param now the time
	 */
	record CancelCollected(Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, COLLECTED) || login.issuedCredential() == null
					|| !CliLogin.isAfter(login.issuedCredential().redeliverUntil(), this.now)) {
				return Optional.empty();
			}
			return Revoke.revoked(login, Revocation.BY_CLI, this.now);
		}

	}

	/**
	 * The command line collects its own token: from now on the token is live.
	 *
	 * @param tokenHash SHA-256 of the token's whole text in lower-case hex
	 * @param tokenExpiresAt when the token ends
	 * @param redeliverUntil until when the same device code gets the same token again
	 * @param now the time
	 */
	record Collect(String tokenHash, Instant tokenExpiresAt, Instant redeliverUntil,
			Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, CONFIRMED) || login.isExpired(this.now)
					|| !(login.pendingCredential() instanceof PendingCredential.OwnToken recipe)) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).status(COLLECTED)
				.issuedCredential(new IssuedCredential(this.now, this.tokenHash, recipe.scopes(), this.tokenExpiresAt,
						this.redeliverUntil, 0, null))
				.wakeAt(null)
				.collectBy(null)
				.purgeAt(purgeAt())
				.login());
		}

		/**
		 * Returns when the collected login may be removed.
		 * @return the time
		 */
		public Instant purgeAt() {
			return this.tokenExpiresAt.plus(CliLogin.KEPT);
		}

	}

	/**
	 * The command line collects a credential of the host's, which no one here can end.
	 *
	 * @param redeliverUntil until when the same device code gets the same credential
	 * again
	 * @param now the time
	 */
	record CollectSealed(Instant redeliverUntil, Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, CONFIRMED) || login.isExpired(this.now)
					|| !(login.pendingCredential() instanceof PendingCredential.SealedCredential)) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).status(COLLECTED)
				.issuedCredential(new IssuedCredential(this.now, null, Set.of(), null, this.redeliverUntil, 0, null))
				.wakeAt(null)
				.collectBy(null)
				.purgeAt(purgeAt())
				.login());
		}

		/**
		 * Returns when the collected login may be removed.
		 * @return the time
		 */
		public Instant purgeAt() {
			return this.now.plus(CliLogin.KEPT);
		}

	}

	/**
	 * The same device code gets the same credential again, because the answer may have
	 * been lost. A write, so that no state is answered that a failover might roll back.
	 *
	 * @param now the time
	 */
	record Redeliver(Instant now) implements CliLoginTransition {

		/** How often a credential is handed over again at most. */
		public static final int LIMIT = 20;

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (login.issuedCredential() == null || !login.isRedeliverable(this.now)) {
				return Optional.empty();
			}
			return Optional
				.of(new CliLoginEditor(login).redelivered(login.issuedCredential().redelivered() + 1).login());
		}

	}

	/**
	 * The token is used for the first time, which proves its delivery: the grace ends and
	 * the recipe is erased.
	 *
	 * @param now the time
	 */
	record FirstUse(Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, COLLECTED) || login.issuedCredential() == null
					|| login.issuedCredential().redeliverUntil() == null) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).pendingCredential(null)
				.redeliverUntil(null)
				.lastUsedAt(this.now)
				.login());
		}

	}

	/**
	 * The token is used again, and its last noted use is some time ago.
	 *
	 * @param now the time
	 */
	record Use(Instant now) implements CliLoginTransition {

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!is(login, COLLECTED) || login.issuedCredential() == null || !isDue(login.issuedCredential())) {
				return Optional.empty();
			}
			return Optional.of(new CliLoginEditor(login).lastUsedAt(this.now).login());
		}

		boolean isDue(IssuedCredential issuedCredential) {
			return issuedCredential.lastUsedAt() == null || issuedCredential.lastUsedAt().isBefore(notedBefore());
		}

		/**
		 * Returns before when the last noted use must lie.
		 * @return the time
		 */
		public Instant notedBefore() {
			return this.now.minus(USE_RESOLUTION);
		}

	}

	/**
	 * The login is ended, whether its credential was collected already or not.
	 *
	 * @param ownerId whose login it must be, or {@code null} for anybody's
	 * @param by who ends it, see {@link Revocation#by()}
	 * @param now the time
	 */
	record Revoke(@Nullable String ownerId, String by, Instant now) implements CliLoginTransition {

		/** The statuses that can be revoked. */
		public static final Set<CliLoginStatus> FROM = Set.of(CONFIRMED, COLLECTED);

		@Override
		public Optional<CliLogin> applyTo(CliLogin login) {
			if (!FROM.contains(login.status()) || !ownedBy(login.owner())) {
				return Optional.empty();
			}
			return revoked(login, this.by, this.now);
		}

		private boolean ownedBy(@Nullable CliUser owner) {
			return this.ownerId == null || (owner != null && this.ownerId.equals(owner.id()));
		}

		private static Optional<CliLogin> revoked(CliLogin login, String by, Instant now) {
			CliLoginEditor revoked = new CliLoginEditor(login).status(REVOKED)
				.revocation(new Revocation(by, now))
				.pendingCredential(null)
				.collectBy(null)
				.wakeAt(now)
				.purgeAt(now.plus(REVOKED_KEPT));
			return Optional.of(((login.issuedCredential() != null) ? revoked.redeliverUntil(null) : revoked).login());
		}

	}

}
