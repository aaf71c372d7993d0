package io.github.clilogin;

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
 * @param handover what waits to be collected, erased as soon as it is not needed
 * @param collectBy until when a confirmed login may be collected
 * @param delivery what is known of the credential handed over
 * @param revocation who ended it
 * @param wakeAt when something happened that a waiting poll should learn at once; a hint
 * @param purgeAt from when the login may be removed from the store
 */
public record CliLogin(String id, String userCode, CliLoginRequest request, CliLoginStatus status, Instant createdAt,
		Instant expiresAt, @Nullable String sealKey, @Nullable CliUser owner, @Nullable Decision decision,
		@Nullable Handover handover, @Nullable Instant collectBy, @Nullable Delivery delivery,
		@Nullable Revocation revocation, @Nullable Instant wakeAt, Instant purgeAt) {

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
		return this.status == CliLoginStatus.COLLECTED && this.delivery != null
				&& isAfter(this.delivery.redeliverUntil(), now)
				&& this.delivery.redelivered() < CliLoginTransition.Redeliver.LIMIT;
	}

	/**
	 * Returns whether the own token of this login opens anything.
	 * @param now the time
	 * @param idle how long a token lives unused
	 * @return whether the token is live, its user's account left aside
	 */
	public boolean isLive(Instant now, Duration idle) {
		return this.status == CliLoginStatus.COLLECTED && this.delivery != null
				&& isAfter(this.delivery.expiresAt(), now) && lastSeen(this.delivery).plus(idle).isAfter(now);
	}

	private static Instant lastSeen(Delivery delivery) {
		return (delivery.lastUsedAt() != null) ? delivery.lastUsedAt() : delivery.collectedAt();
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
		if (swept.delivery != null && isBefore(swept.delivery.redeliverUntil(), now)) {
			swept = new CliLoginEditor(swept).handover(null).redeliverUntil(null).login();
		}
		if (isBefore(swept.collectBy, now.minus(UNCOLLECTED_KEPT))) {
			swept = new CliLoginEditor(swept).handover(null).wakeAt(null).collectBy(null).login();
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

}
