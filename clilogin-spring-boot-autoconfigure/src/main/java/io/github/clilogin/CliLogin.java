package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.store.Field;
import io.github.clilogin.store.Row;

/**
 * Represents a login from its start until its removal. A store keeps exactly the fields
 * of {@link #row}. They include no usable credential. The device code is stored as its
 * hash. A token is derived from the device code. A host credential is sealed to it.
 * Logins with the same fields are equal. Immutable; a {@link CliLoginTransition} changes
 * a stored login.
 */
public final class CliLogin {

	/** Time for which an ended login is kept. */
	static final Duration KEPT = Duration.ofHours(1);

	/** Time after {@code collectBy} for which an uncollected credential is kept. */
	static final Duration UNCOLLECTED_KEPT = Duration.ofMinutes(10);

	private static final Set<Field> REQUIRED = EnumSet.of(Field.ID, Field.USER_CODE, Field.CREATED_AT, Field.EXPIRES_AT,
			Field.PURGE_AT);

	private final Row row;

	private final CliLoginRequest request;

	private final CliLoginStatus status;

	private final @Nullable CliUser owner;

	private final List<CliLoginChoice> choices;

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
		this.choices = LoginFields.readChoices(row);
		this.decision = LoginFields.readDecision(row);
		this.pendingCredential = LoginFields.readPendingCredential(row);
		this.issuedCredential = LoginFields.readIssuedCredential(row);
		this.revocation = LoginFields.readRevocation(row);
	}

	/**
	 * Creates a login from stored fields.
	 * @param row the stored fields
	 * @return the login
	 * @throws IllegalStateException if a required field is absent
	 * @throws IllegalArgumentException if the status or flow is unknown to this version
	 */
	public static CliLogin of(Row row) {
		return new CliLogin(row);
	}

	/**
	 * Returns a builder for a pending login.
	 * @param id the ID of the device code
	 * @param userCode the user code, eight letters
	 * @param request the request
	 * @return a builder, which requires {@code createdAt} and {@code expiresAt}
	 */
	public static Builder builder(String id, String userCode, CliLoginRequest request) {
		return new Builder(id, userCode, request);
	}

	/**
	 * {@return the stored fields}
	 */
	public Row row() {
		return this.row;
	}

	/**
	 * {@return the id of the device code ({@link DeviceCode#id}), 64 lower-case hex
	 * digits}
	 */
	public String id() {
		return this.row.text(Field.ID);
	}

	/**
	 * {@return the user code, eight letters, unique among the stored logins}
	 */
	public String userCode() {
		return this.row.text(Field.USER_CODE);
	}

	/**
	 * {@return the user code in two groups of four, such as {@code BCDF-GHJK}}
	 */
	public String displayedUserCode() {
		return UserCode.display(userCode());
	}

	/**
	 * {@return the request of the CLI}
	 */
	public CliLoginRequest request() {
		return this.request;
	}

	/**
	 * {@return the status}
	 */
	public CliLoginStatus status() {
		return this.status;
	}

	/**
	 * {@return the time of the start}
	 */
	public Instant createdAt() {
		return this.row.time(Field.CREATED_AT);
	}

	/**
	 * {@return the time until which the login can be decided}
	 */
	public Instant expiresAt() {
		return this.row.time(Field.EXPIRES_AT);
	}

	/**
	 * {@return the base64url key to seal to, or {@code null} to allow tokens only}
	 */
	public @Nullable String sealKey() {
		return this.row.textOrNull(Field.SEAL_KEY);
	}

	/**
	 * {@return the user who confirmed, or {@code null} without such a user}
	 */
	public @Nullable CliUser owner() {
		return this.owner;
	}

	/**
	 * {@return the choices of the user who confirmed, one for each group that was
	 * offered, unmodifiable; empty without a {@link CliLoginChoices}}
	 */
	public List<CliLoginChoice> choices() {
		return this.choices;
	}

	/**
	 * {@return the confirmation or rejection, or {@code null} before it}
	 */
	public @Nullable Decision decision() {
		return this.decision;
	}

	/**
	 * {@return the credential to collect, or {@code null} if absent or erased}
	 */
	public @Nullable PendingCredential pendingCredential() {
		return this.pendingCredential;
	}

	/**
	 * {@return the end of the time to collect, or {@code null} if not confirmed}
	 */
	public @Nullable Instant collectBy() {
		return this.row.timeOrNull(Field.COLLECT_BY);
	}

	/**
	 * {@return the collected credential, or {@code null} before the collection}
	 */
	public @Nullable IssuedCredential issuedCredential() {
		return this.issuedCredential;
	}

	/**
	 * {@return the revocation, or {@code null} if this login is not revoked}
	 */
	public @Nullable Revocation revocation() {
		return this.revocation;
	}

	/**
	 * Returns whether the browser must return a code before the collection, which is
	 * fixed at the start.
	 * @return {@code true} if the request has return methods
	 */
	public boolean isDemandingProof() {
		return !this.request.returnMethods().isEmpty();
	}

	/**
	 * {@return the method of the return code that the CLI must send, or {@code null} if
	 * this login is not confirmed or has no return code}
	 */
	public ReturnCode.@Nullable Method returnMethod() {
		ReturnCode.Hash hash = returnHash();
		return (this.status == CliLoginStatus.CONFIRMED && hash != null) ? hash.method() : null;
	}

	/**
	 * {@return the proof that the CLI gave at the collection, {@link CliLoginProof#NONE}
	 * before it}
	 */
	public CliLoginProof proof() {
		return (this.issuedCredential != null) ? LoginFields.readProof(this.row) : CliLoginProof.NONE;
	}

	ReturnCode.@Nullable Hash returnHash() {
		return LoginFields.readReturnHash(this.row);
	}

	int returnMisses() {
		return (this.row.get(Field.RETURN_MISSES) instanceof Integer misses) ? misses : 0;
	}

	/**
	 * {@return the time of an event to report to waiting polls, or {@code null}}
	 */
	public @Nullable Instant wakeAt() {
		return this.row.timeOrNull(Field.WAKE_AT);
	}

	/**
	 * {@return the time from which a store may remove this login}
	 */
	public Instant purgeAt() {
		return this.row.time(Field.PURGE_AT);
	}

	/**
	 * {@return whether the login was not decided, or not collected, in time}
	 * @param now the time
	 */
	public boolean isExpired(Instant now) {
		return switch (this.status) {
			case PENDING -> !expiresAt().isAfter(now);
			case CONFIRMED -> !isAfter(collectBy(), now);
			case REJECTED, CANCELLED, COLLECTED, REVOKED -> false;
		};
	}

	/**
	 * Returns whether the token is valid at a time. The user's account is not checked.
	 * @param now the time
	 * @param idle the time after which an unused token expires
	 * @return {@code true} if the token was collected, is not revoked and has not expired
	 */
	public boolean isLive(Instant now, Duration idle) {
		return this.status == CliLoginStatus.COLLECTED && this.issuedCredential != null
				&& isAfter(this.issuedCredential.expiresAt(), now)
				&& this.issuedCredential.lastSeenAt().plus(idle).isAfter(now);
	}

	/** Returns this login as a confirmation with these choices would store it. */
	CliLogin withChoices(List<CliLoginChoice> choices) {
		return choices.isEmpty() ? this
				: CliLogin.of(Row.of(new LoginFields().putAll(this.row.values()).choices(choices).values()));
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

	/** Omits the user code, because it could be used to confirm the login. */
	@Override
	public String toString() {
		return "CliLogin[id=" + id() + ", flow=" + this.request.flow() + ", status=" + this.status + "]";
	}

	/**
	 * Represents a confirmation or rejection.
	 *
	 * @param by the ID of the user, or {@code null} if the host application decided
	 * @param at the time
	 * @param message the reason of a rejection, shown in the terminal, or {@code null}
	 */
	public record Decision(@Nullable String by, Instant at, @Nullable String message) {

		private static final int MAX_MESSAGE_LENGTH = 200;

		/** Removes control characters from the message and cuts it to 200 characters. */
		public Decision {
			message = ClaimedText.clean(message, MAX_MESSAGE_LENGTH);
		}

	}

	/**
	 * Represents a credential to collect, which cannot be used without the device code.
	 */
	public sealed interface PendingCredential {

		/**
		 * Represents a token, derived as {@code HMAC-SHA256(device code, salt)}.
		 *
		 * @param salt random text, erased when the grace period ends
		 * @param scopes the granted scopes; empty grants all permissions of the user
		 * @param expiresAt the expiry
		 */
		record OwnToken(String salt, Set<String> scopes, Instant expiresAt) implements PendingCredential {

			/** Copies the scopes in their order. */
			public OwnToken {
				scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
			}

			@Override
			public String toString() {
				return "OwnToken[scopes=" + this.scopes + ", expiresAt=" + this.expiresAt + "]";
			}

		}

		/**
		 * Represents a host credential, sealed by a {@link CredentialSealer}.
		 *
		 * @param box the sealed credential, erased when the grace period ends
		 * @param type the {@code token_type} (RFC 6749 §7.1)
		 * @param expiresAt the expiry, or {@code null} if unknown
		 */
		record SealedCredential(String box, String type, @Nullable Instant expiresAt) implements PendingCredential {

			@Override
			public String toString() {
				return "SealedCredential[type=" + this.type + ", expiresAt=" + this.expiresAt + "]";
			}

		}

	}

	/**
	 * Represents a collected credential.
	 *
	 * @param collectedAt the time of the first delivery
	 * @param tokenHash SHA-256 of the token, lower-case hex; {@code null} for a host
	 * credential
	 * @param scopes the granted scopes; empty grants all permissions of the user
	 * @param expiresAt the expiry of the token, {@code null} for a host credential
	 * @param redeliverUntil the end of the grace period, {@code null} once it has ended
	 * @param redelivered the number of further deliveries
	 * @param lastUsedAt the last use, to about five minutes, {@code null} if unused
	 */
	public record IssuedCredential(Instant collectedAt, @Nullable String tokenHash, Set<String> scopes,
			@Nullable Instant expiresAt, @Nullable Instant redeliverUntil, int redelivered,
			@Nullable Instant lastUsedAt) {

		/** Copies the scopes in their order. */
		public IssuedCredential {
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		}

		Instant lastSeenAt() {
			return (this.lastUsedAt != null) ? this.lastUsedAt : this.collectedAt;
		}

	}

	/**
	 * Represents a revocation.
	 *
	 * @param by the owner's ID, {@link #BY_TOKEN}, {@link #BY_CLI} or {@link #BY_ACCOUNT}
	 * @param at the time
	 */
	public record Revocation(String by, Instant at) {

		/** Revoked by a request that presented the token (RFC 7009). */
		public static final String BY_TOKEN = "token";

		/** Revoked by a cancel request of the CLI within the grace period. */
		public static final String BY_CLI = "cli";

		/** Revoked at collection because the account was missing, locked or disabled. */
		public static final String BY_ACCOUNT = "account";

	}

	/**
	 * Builds a pending login. Not thread-safe.
	 */
	public static final class Builder {

		private final LoginFields fields = new LoginFields();

		private Builder(String id, String userCode, CliLoginRequest request) {
			this.fields.put(Field.ID, id)
				.put(Field.USER_CODE, userCode)
				.put(Field.STATUS, CliLoginStatus.PENDING.name())
				.request(request);
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
		 * Sets the end of the time to decide, and {@code purgeAt} to one hour later.
		 * @param expiresAt the time
		 * @return this
		 */
		public Builder expiresAt(Instant expiresAt) {
			return put(Field.EXPIRES_AT, expiresAt).put(Field.PURGE_AT, expiresAt.plus(KEPT));
		}

		/**
		 * Sets the public key that a host credential is sealed to.
		 * @param sealKey the key as base64url text, or {@code null}
		 * @return this
		 */
		public Builder sealKey(@Nullable String sealKey) {
			return put(Field.SEAL_KEY, sealKey);
		}

		private Builder put(Field field, @Nullable Object value) {
			this.fields.put(field, value);
			return this;
		}

		/**
		 * {@return the login}
		 * @throws IllegalStateException if a required field is absent
		 */
		public CliLogin build() {
			return CliLogin.of(Row.of(this.fields.values()));
		}

	}

}
