package io.github.clilogin;

import java.util.Set;
import java.util.LinkedHashSet;
import java.util.Collections;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One login, from the first request to the last logout; what is stored is exactly this.
 * It holds nothing that opens a door: the device code is known by its hash only, a token
 * is derived from the device code when it is collected, and a credential of the host's is
 * sealed to it. Immutable; it changes by {@link CliLoginTransition} only.
 *
 * @param id 64 lower-case hex digits: SHA-256 of the device code's 32 raw bytes
 * @param userCode eight letters, unique while the login is stored; shown by
 * {@link #displayedUserCode()}
 * @param request what was asked
 * @param status where it stands
 * @param createdAt when it was started
 * @param expiresAt until when it may be decided
 * @param sealKey the public key that a credential of the host's is sealed to, as
 * base64url text, or {@code null} if none can be
 * @param owner the user who confirmed it, or {@code null} before that or if the host
 * confirmed without a user
 * @param decision who confirmed or rejected it
 * @param pendingCredential what waits to be collected, erased as soon as it is not needed
 * @param collectBy until when a confirmed login may be collected
 * @param issuedCredential what is known of the credential handed over
 * @param revocation who ended it
 * @param wakeAt when something happened that a waiting poll should learn at once; a hint
 * @param purgeAt from when the login may be removed from the store
 */
public record CliLogin(String id, String userCode, CliLoginRequest request, CliLoginStatus status, Instant createdAt,
		Instant expiresAt, @Nullable String sealKey, @Nullable CliUser owner, @Nullable Decision decision,
		@Nullable PendingCredential pendingCredential, @Nullable Instant collectBy,
		@Nullable IssuedCredential issuedCredential, @Nullable Revocation revocation, @Nullable Instant wakeAt,
		Instant purgeAt) {

	/** How long a login is kept after it ended by itself. */
	static final Duration KEPT = Duration.ofHours(1);

	/** How long the recipe of a login that nobody collected in time is kept. */
	public static final Duration UNCOLLECTED_KEPT = Duration.ofMinutes(10);

	/**
	 * Returns a new pending login.
	 * @param id the device code's id
	 * @param userCode eight letters of the user code's alphabet
	 * @param request what was asked
	 * @param createdAt now
	 * @param expiresAt until when it may be decided
	 * @param sealKey the public key to seal a credential of the host's to; {@code null}
	 * for a login that can hand over own tokens only
	 * @return the login
	 */
	public static CliLogin pending(String id, String userCode, CliLoginRequest request, Instant createdAt,
			Instant expiresAt, @Nullable String sealKey) {
		return new CliLogin(id, userCode, request, CliLoginStatus.PENDING, createdAt, expiresAt, sealKey, null, null,
				null, null, null, null, null, expiresAt.plus(KEPT));
	}

	/**
	 * Returns the user code as people read it: {@code BCDF-GHJK}.
	 * @return the user code in two groups of four
	 */
	public String displayedUserCode() {
		return UserCode.display(this.userCode);
	}

	/**
	 * Returns whether nobody decided, or nobody collected, in time.
	 * @param now the time
	 * @return whether this login has expired
	 */
	public boolean isExpired(Instant now) {
		return switch (this.status) {
			case PENDING -> !this.expiresAt.isAfter(now);
			case CONFIRMED -> this.collectBy == null || !this.collectBy.isAfter(now);
			case REJECTED, CANCELLED, COLLECTED, REVOKED -> false;
		};
	}

	/**
	 * Returns whether the same device code may still get the same credential again.
	 * @param now the time
	 * @return whether the grace after collection lasts
	 */
	public boolean isRedeliverable(Instant now) {
		return this.status == CliLoginStatus.COLLECTED && this.issuedCredential != null
				&& isAfter(this.issuedCredential.redeliverUntil(), now)
				&& this.issuedCredential.redelivered() < CliLoginTransition.Redeliver.LIMIT;
	}

	/**
	 * Returns whether the own token of this login opens anything.
	 * @param now the time
	 * @param idle how long a token lives unused
	 * @return whether the token is live, its user's account left aside
	 */
	public boolean isLive(Instant now, Duration idle) {
		return this.status == CliLoginStatus.COLLECTED && this.issuedCredential != null
				&& isAfter(this.issuedCredential.expiresAt(), now)
				&& lastSeen(this.issuedCredential).plus(idle).isAfter(now);
	}

	private static Instant lastSeen(IssuedCredential issuedCredential) {
		return (issuedCredential.lastUsedAt() != null) ? issuedCredential.lastUsedAt() : issuedCredential.collectedAt();
	}

	static boolean isAfter(@Nullable Instant instant, Instant now) {
		return instant != null && instant.isAfter(now);
	}

	/**
	 * Returns this login as a sweep leaves it: without what is no longer needed to hand a
	 * credential over.
	 * @param now the time
	 * @return the swept login, equal to this one if there is nothing to erase
	 */
	public CliLogin swept(Instant now) {
		CliLogin swept = this;
		if (swept.issuedCredential != null && isBefore(swept.issuedCredential.redeliverUntil(), now)) {
			swept = new CliLoginEditor(swept).pendingCredential(null).redeliverUntil(null).login();
		}
		if (isBefore(swept.collectBy, now.minus(UNCOLLECTED_KEPT))) {
			swept = new CliLoginEditor(swept).pendingCredential(null).wakeAt(null).collectBy(null).login();
		}
		return swept;
	}

	private static boolean isBefore(@Nullable Instant instant, Instant now) {
		return instant != null && instant.isBefore(now);
	}

	/**
	 * Names the login without the user code, which would let a reader of a log confirm
	 * it.
	 */
	@Override
	public String toString() {
		return "CliLogin[id=" + this.id + ", flow=" + this.request.flow() + ", status=" + this.status + "]";
	}

	/**
	 * Who confirmed or rejected a login, and when.
	 *
	 * @param by the id of the deciding user, or {@code null} if the host decided
	 * @param at the time of the decision
	 * @param message why it was rejected, for the terminal, at most 200 characters
	 */
	public record Decision(@Nullable String by, Instant at, @Nullable String message) {

		private static final int MESSAGE_LENGTH = 200;

		/**
		 * Cleans the message like all text that ends in a terminal.
		 */
		public Decision {
			message = ClaimedText.clean(message, MESSAGE_LENGTH);
		}

	}

	/**
	 * What waits between confirm and collect, and through the grace after it. Worth
	 * nothing without the device code.
	 */
	public sealed interface PendingCredential {

		/**
		 * The recipe for an own token: {@code HMAC-SHA256(device code, salt)}.
		 *
		 * @param salt random text, erased at the token's first use or with the end of the
		 * grace
		 * @param scopes the scopes granted; empty means all that the user may do
		 * @param expiresAt when the token ends
		 */
		record OwnToken(String salt, Set<String> scopes, Instant expiresAt) implements PendingCredential {

			/**
			 * Copies the scopes, keeping their order.
			 */
			public OwnToken {
				scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
			}

			@Override
			public String toString() {
				return "OwnToken[scopes=" + this.scopes + ", expiresAt=" + this.expiresAt + "]";
			}

		}

		/**
		 * A credential of the host's, sealed to the device code by a
		 * {@link CredentialSealer}.
		 *
		 * @param box what the sealer made of it, erased with the end of the grace
		 * @param type how to use it, the {@code token_type} of RFC 6749 §7.1
		 * @param expiresAt when it ends, or {@code null} if that is not known
		 */
		record SealedCredential(String box, String type, @Nullable Instant expiresAt) implements PendingCredential {

			@Override
			public String toString() {
				return "SealedCredential[type=" + this.type + ", expiresAt=" + this.expiresAt + "]";
			}

		}

	}

	/**
	 * What is known of a credential that was handed over.
	 *
	 * @param collectedAt when it was first handed over
	 * @param tokenHash SHA-256 of the own token's whole text in lower-case hex, or
	 * {@code null} if it was a credential of the host's, of which nothing else is known
	 * @param scopes the scopes granted; empty means all that the user may do
	 * @param expiresAt when the own token ends, or {@code null} if it was none
	 * @param redeliverUntil until when the same device code gets the same credential
	 * again, or {@code null} once that grace has ended
	 * @param redelivered how often it was handed over again
	 * @param lastUsedAt when the token was last seen in use, to about five minutes, or
	 * {@code null} if never
	 */
	public record IssuedCredential(Instant collectedAt, @Nullable String tokenHash, Set<String> scopes,
			@Nullable Instant expiresAt, @Nullable Instant redeliverUntil, int redelivered,
			@Nullable Instant lastUsedAt) {

		/**
		 * Copies the scopes, keeping their order.
		 */
		public IssuedCredential {
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		}

	}

	/**
	 * Who ended a login, and when.
	 *
	 * @param by the owner's id, or one of {@link #BY_TOKEN}, {@link #BY_CLI} and
	 * {@link #BY_ACCOUNT}
	 * @param at when
	 */
	public record Revocation(String by, Instant at) {

		/** Ended by whoever held the token (RFC 7009). */
		public static final String BY_TOKEN = "token";

		/** Ended by the command line that collected it, within the grace. */
		public static final String BY_CLI = "cli";

		/**
		 * Ended because the user's account was gone, locked or disabled at collection.
		 */
		public static final String BY_ACCOUNT = "account";

	}

}
