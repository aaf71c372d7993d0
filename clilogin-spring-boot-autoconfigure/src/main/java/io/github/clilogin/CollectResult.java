package io.github.clilogin;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Represents the result of a poll.
 */
public sealed interface CollectResult {

	/**
	 * Reports that the login waits for a decision.
	 *
	 * @param login the pending login
	 */
	record Pending(CliLogin login) implements CollectResult {
	}

	/**
	 * Reports that the login is confirmed and that the CLI must send the return code.
	 *
	 * @param login the confirmed login
	 * @param method the method by which the browser returns the code
	 * @param wrong whether the poll had a wrong code
	 * @param counted whether a wrong code was counted; the last one again is not
	 */
	record ReturnCodeRequired(CliLogin login, ReturnCode.Method method, boolean wrong,
			boolean counted) implements CollectResult {
	}

	/**
	 * Delivers the credential, for the first time or again within the grace period.
	 *
	 * @param credential the secret, which only the CLI may receive
	 * @param type the {@code token_type} (RFC 6749 §7.1)
	 * @param expiresAt the expiry, or {@code null} if unknown
	 * @param scopes the granted scopes; empty grants all permissions of the user
	 * @param account the display name of the user, or {@code null} without an owner
	 */
	record Collected(String credential, String type, @Nullable Instant expiresAt, Set<String> scopes,
			@Nullable String account) implements CollectResult {

		@Override
		public String toString() {
			return "Collected[type=" + this.type + ", expiresAt=" + this.expiresAt + ", scopes=" + this.scopes + "]";
		}

	}

	/**
	 * Reports that the login was rejected or revoked.
	 *
	 * @param message the reason, or {@code null} if the user rejected without one
	 */
	record Rejected(@Nullable String message) implements CollectResult {
	}

	/**
	 * Reports that the login was cancelled, or not decided or collected in time.
	 *
	 * @param message the reason, or {@code null} if the CLI cancelled or was too late
	 */
	record Expired(@Nullable String message) implements CollectResult {

		/** Creates a result without a reason. */
		public Expired() {
			this(null);
		}

	}

	/**
	 * Reports that the client has no such login, or that the grace period has ended.
	 */
	record Unknown() implements CollectResult {
	}

}
