package io.github.clilogin;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a poll with a device code yields.
 */
public sealed interface CollectResult {

	/**
	 * Nobody decided yet.
	 *
	 * @param login the pending login
	 */
	record Pending(CliLogin login) implements CollectResult {
	}

	/**
	 * The credential, for the first time or again within the grace.
	 *
	 * @param credential the secret to hand to the command line, and to nobody else
	 * @param type how to use it, the {@code token_type} of RFC 6749 §7.1
	 * @param expiresAt when it ends, or {@code null} if that is not known
	 * @param scopes the scopes granted; empty means all that the user may do
	 * @param account the display name of the account that was given, if there is one
	 */
	record Collected(String credential, String type, @Nullable Instant expiresAt, Set<String> scopes,
			@Nullable String account) implements CollectResult {

		@Override
		public String toString() {
			return "Collected[type=" + this.type + ", expiresAt=" + this.expiresAt + ", scopes=" + this.scopes + "]";
		}

	}

	/**
	 * The login was rejected or revoked.
	 *
	 * @param message why, or {@code null}
	 */
	record Rejected(@Nullable String message) implements CollectResult {
	}

	/**
	 * The login was not decided or not collected in time, or was cancelled.
	 */
	record Expired() implements CollectResult {
	}

	/**
	 * There is no such login for this client, or its credential was delivered for good.
	 */
	record Unknown() implements CollectResult {
	}

}
