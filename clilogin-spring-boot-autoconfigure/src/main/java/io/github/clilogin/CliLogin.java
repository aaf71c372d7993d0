package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.store.Field;
import io.github.clilogin.store.Row;

/**
 * One login, from the first request to the last logout. A store keeps exactly what this
 * class contains. It contains no usable credential: the device code is known by its hash,
 * an own token is derived from the device code at collection, and a host credential is
 * sealed to the device code. Immutable; only a {@link CliLoginTransition} changes a
 * stored login. Two logins are equal if a store keeps the same for both.
 */
public final class CliLogin {

	/** How long a login is kept after its end. */
	static final Duration KEPT = Duration.ofHours(1);

	/** How long the salt or box of a confirmed login is kept if it is not collected. */
	static final Duration UNCOLLECTED_KEPT = Duration.ofMinutes(10);

	private static final Set<Field> REQUIRED = EnumSet.of(Field.ID, Field.USER_CODE, Field.CREATED_AT, Field.EXPIRES_AT,
			Field.PURGE_AT);

	private final Row row;

	private final CliLoginRequest request;

	private final CliLoginStatus status;

	private final @Nullable CliUser owner;

	private final @Nullable Decision decision;

	private final @Nullable PendingCredential pendingCredential;

	private final @Nullable IssuedCredential issuedCredential;

	private final @Nullable Revocation revocation;

	private CliLogin(Row row) {
		REQUIRED.forEach(row::require);
		this.row = row;
		this.request = LoginFields.readRequest(row);
		this.status = CliLoginStatus.valueOf(row.text(Field.STATUS));
		this.owner = LoginFields.readOwner(row);
		this.decision = LoginFields.readDecision(row);
		this.pendingCredential = LoginFields.readPendingCredential(row);
		this.issuedCredential = LoginFields.readIssuedCredential(row);
		this.revocation = LoginFields.readRevocation(row);
	}

	/**
	 * Returns the login that a store has read.
	 * @param row the stored fields
	 * @return the login
	 * @throws IllegalStateException if the row lacks a field that each such login has
	 * @throws IllegalArgumentException if the status or flow is unknown to this version
	 */
	public static CliLogin of(Row row) {
		return new CliLogin(row);
	}

	/**
	 * Starts a pending login.
	 * @param id the id of the device code
	 * @param userCode eight letters of the user code's alphabet
	 * @param request the request
	 * @return a builder; {@link Builder#createdAt} and {@link Builder#expiresAt} are
	 * required
	 */
	public static Builder builder(String id, String userCode, CliLoginRequest request) {
		return new Builder(id, userCode, request);
	}

	/**
	 * Returns what a store keeps.
	 * @return the fields
	 */
	public Row row() {
		return this.row;
	}

	/**
	 * Returns the id of this login.
	 * @return 64 lower-case hex digits: SHA-256 of the device code's 32 raw bytes
	 */
	public String id() {
		return this.row.text(Field.ID);
	}

	/**
	 * Returns the user code, which is unique among the stored logins.
	 * @return eight letters
	 */
	public String userCode() {
		return this.row.text(Field.USER_CODE);
	}

	/**
	 * Returns the user code as people read it.
	 * @return the user code in two groups of four: {@code BCDF-GHJK}
	 */
	public String displayedUserCode() {
		return UserCode.display(userCode());
	}

	/**
	 * Returns what the CLI asked for.
	 * @return the request
	 */
	public CliLoginRequest request() {
		return this.request;
	}

	/**
	 * Returns the status.
	 * @return the status
	 */
	public CliLoginStatus status() {
		return this.status;
	}

	/**
	 * Returns the time of the start.
	 * @return the time
	 */
	public Instant createdAt() {
		return this.row.time(Field.CREATED_AT);
	}

	/**
	 * Returns the time until which the login can be decided.
	 * @return the time
	 */
	public Instant expiresAt() {
		return this.row.time(Field.EXPIRES_AT);
	}

	/**
	 * Returns the public key that a host credential is sealed to.
	 * @return the key as base64url text, or {@code null} if this login can get own tokens
	 * only
	 */
	public @Nullable String sealKey() {
		return this.row.textOrNull(Field.SEAL_KEY);
	}

	/**
	 * Returns the user who confirmed.
	 * @return the user, or {@code null} before that, or if the host confirmed without one
	 */
	public @Nullable CliUser owner() {
		return this.owner;
	}

	/**
	 * Returns the confirmation or rejection.
	 * @return the decision, or {@code null} before that
	 */
	public @Nullable Decision decision() {
		return this.decision;
	}

	/**
	 * Returns the credential that can be collected.
	 * @return the credential, or {@code null} before the confirmation and as soon as it
	 * is erased
	 */
	public @Nullable PendingCredential pendingCredential() {
		return this.pendingCredential;
	}

	/**
	 * Returns the time until which a confirmed login can be collected.
	 * @return the time, or {@code null} if this login is not confirmed
	 */
	public @Nullable Instant collectBy() {
		return this.row.timeOrNull(Field.COLLECT_BY);
	}

	/**
	 * Returns the credential that was collected.
	 * @return the credential, or {@code null} before that
	 */
	public @Nullable IssuedCredential issuedCredential() {
		return this.issuedCredential;
	}

	/**
	 * Returns the revocation.
	 * @return the revocation, or {@code null} before that
	 */
	public @Nullable Revocation revocation() {
		return this.revocation;
	}

	/**
	 * Returns the time of an event that waiting polls are told at once.
	 * @return the time, or {@code null} if there is none that was not collected since
	 */
	public @Nullable Instant wakeAt() {
		return this.row.timeOrNull(Field.WAKE_AT);
	}

	/**
	 * Returns the time from which a store may remove this login.
	 * @return the time
	 */
	public Instant purgeAt() {
		return this.row.time(Field.PURGE_AT);
	}

	/**
	 * Returns whether the login was not decided, or not collected, in time.
	 * @param now the time
	 * @return whether this login has expired
	 */
	public boolean isExpired(Instant now) {
		return switch (this.status) {
			case PENDING -> !expiresAt().isAfter(now);
			case CONFIRMED -> !isAfter(collectBy(), now);
			case REJECTED, CANCELLED, COLLECTED, REVOKED -> false;
		};
	}

	/**
	 * Returns whether the API accepts the own token of this login, the user's account
	 * left aside.
	 * @param now the time
	 * @param idle the time after which an unused token ends
	 * @return whether the token is live
	 */
	public boolean isLive(Instant now, Duration idle) {
		return this.status == CliLoginStatus.COLLECTED && this.issuedCredential != null
				&& isAfter(this.issuedCredential.expiresAt(), now)
				&& this.issuedCredential.lastSeenAt().plus(idle).isAfter(now);
	}

	private static boolean isAfter(@Nullable Instant instant, Instant now) {
		return instant != null && instant.isAfter(now);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CliLogin that && this.row.equals(that.row);
	}

	@Override
	public int hashCode() {
		return this.row.hashCode();
	}

	/**
	 * Omits the user code, with which a reader of a log could confirm the login.
	 */
	@Override
	public String toString() {
		return "CliLogin[id=" + id() + ", flow=" + this.request.flow() + ", status=" + this.status + "]";
	}

	/**
	 * A confirmation or rejection.
	 *
	 * @param by the id of the deciding user, or {@code null} if the host decided
	 * @param at the time
	 * @param message the reason of a rejection for the terminal, at most 200 characters
	 */
	public record Decision(@Nullable String by, Instant at, @Nullable String message) {

		private static final int MAX_MESSAGE_LENGTH = 200;

		/**
		 * Cleans the message like all text that ends in a terminal.
		 */
		public Decision {
			message = ClaimedText.clean(message, MAX_MESSAGE_LENGTH);
		}

	}

	/**
	 * A credential between confirmation and collection, and until the end of the grace
	 * period after it. Useless without the device code.
	 */
	public sealed interface PendingCredential {

		/**
		 * The recipe of an own token: {@code HMAC-SHA256(device code, salt)}.
		 *
		 * @param salt random text, erased at the token's first use or at the end of the
		 * grace period
		 * @param scopes the granted scopes; empty means everything that the user may do
		 * @param expiresAt the time at which the token ends
		 */
		record OwnToken(String salt, Set<String> scopes, Instant expiresAt) implements PendingCredential {

			/**
			 * Copies the scopes and keeps their order.
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
		 * A host credential, sealed to the device code by a {@link CredentialSealer}.
		 *
		 * @param box the sealed credential, erased at the end of the grace period
		 * @param type the {@code token_type} of RFC 6749 §7.1
		 * @param expiresAt the time at which the credential ends, or {@code null} if it
		 * is not known
		 */
		record SealedCredential(String box, String type, @Nullable Instant expiresAt) implements PendingCredential {

			@Override
			public String toString() {
				return "SealedCredential[type=" + this.type + ", expiresAt=" + this.expiresAt + "]";
			}

		}

	}

	/**
	 * A credential that was collected.
	 *
	 * @param collectedAt the time of the first delivery
	 * @param tokenHash SHA-256 of the own token's whole text in lower-case hex, or
	 * {@code null} for a host credential, of which nothing else is known
	 * @param scopes the granted scopes; empty means everything that the user may do
	 * @param expiresAt the time at which the own token ends, or {@code null} for a host
	 * credential
	 * @param redeliverUntil the time until which the device code gets the same credential
	 * again, or {@code null} once this grace period has ended
	 * @param redelivered the number of times that it was delivered again
	 * @param lastUsedAt the time at which the token was last seen in use, to about five
	 * minutes, or {@code null} if never
	 */
	public record IssuedCredential(Instant collectedAt, @Nullable String tokenHash, Set<String> scopes,
			@Nullable Instant expiresAt, @Nullable Instant redeliverUntil, int redelivered,
			@Nullable Instant lastUsedAt) {

		/**
		 * Copies the scopes and keeps their order.
		 */
		public IssuedCredential {
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		}

		Instant lastSeenAt() {
			return (this.lastUsedAt != null) ? this.lastUsedAt : this.collectedAt;
		}

	}

	/**
	 * The end of a login before its time.
	 *
	 * @param by the owner's id, or one of {@link #BY_TOKEN}, {@link #BY_CLI} and
	 * {@link #BY_ACCOUNT}
	 * @param at the time
	 */
	public record Revocation(String by, Instant at) {

		/** Revoked by a request that presented the token (RFC 7009). */
		public static final String BY_TOKEN = "token";

		/** Revoked by the CLI that collected it, within the grace period. */
		public static final String BY_CLI = "cli";

		/** Revoked because the account was gone, locked or disabled at collection. */
		public static final String BY_ACCOUNT = "account";

	}

	/**
	 * Builds a login, pending unless told otherwise. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final LoginFields fields = new LoginFields();

		private Builder(String id, String userCode, CliLoginRequest request) {
			this.fields.put(Field.ID, id).put(Field.USER_CODE, userCode).request(request);
			status(CliLoginStatus.PENDING);
		}

		/**
		 * Sets the status.
		 * @param status the status
		 * @return this
		 */
		public Builder status(CliLoginStatus status) {
			return put(Field.STATUS, status.name());
		}

		/**
		 * Sets the time of the start.
		 * @param createdAt the time
		 * @return this
		 */
		public Builder createdAt(Instant createdAt) {
			return put(Field.CREATED_AT, createdAt);
		}

		/**
		 * Sets the time until which the login can be decided, and the time from which it
		 * may be removed to an hour later.
		 * @param expiresAt the time
		 * @return this
		 */
		public Builder expiresAt(Instant expiresAt) {
			return put(Field.EXPIRES_AT, expiresAt).put(Field.PURGE_AT, expiresAt.plus(KEPT));
		}

		/**
		 * Sets the time from which the login may be removed.
		 * @param purgeAt the time
		 * @return this
		 */
		public Builder purgeAt(Instant purgeAt) {
			return put(Field.PURGE_AT, purgeAt);
		}

		/**
		 * Sets the public key that a host credential is sealed to.
		 * @param sealKey the key as base64url text
		 * @return this
		 */
		public Builder sealKey(@Nullable String sealKey) {
			return put(Field.SEAL_KEY, sealKey);
		}

		/**
		 * Sets the user who confirmed.
		 * @param owner the user
		 * @return this
		 */
		public Builder owner(CliUser owner) {
			this.fields.owner(owner);
			return this;
		}

		/**
		 * Sets the confirmation or rejection.
		 * @param decision the decision
		 * @return this
		 */
		public Builder decision(Decision decision) {
			this.fields.decision(decision);
			return this;
		}

		/**
		 * Sets the credential that can be collected.
		 * @param credential the credential
		 * @param collectBy the time until which it can be collected
		 * @return this
		 */
		public Builder pendingCredential(PendingCredential credential, Instant collectBy) {
			this.fields.pendingCredential(credential).put(Field.COLLECT_BY, collectBy);
			return this;
		}

		/**
		 * Sets the credential that was collected.
		 * @param credential the credential
		 * @return this
		 */
		public Builder issuedCredential(IssuedCredential credential) {
			this.fields.issuedCredential(credential);
			return this;
		}

		/**
		 * Sets the revocation.
		 * @param revocation the revocation
		 * @return this
		 */
		public Builder revocation(Revocation revocation) {
			this.fields.revocation(revocation);
			return this;
		}

		private Builder put(Field field, @Nullable Object value) {
			this.fields.put(field, value);
			return this;
		}

		/**
		 * Returns the login.
		 * @return the login
		 * @throws IllegalStateException if a required part is missing
		 */
		public CliLogin build() {
			return CliLogin.of(Row.of(this.fields.values()));
		}

	}

}
