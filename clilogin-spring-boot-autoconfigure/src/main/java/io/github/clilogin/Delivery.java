package io.github.clilogin;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a credential that was handed over.
 *
 * @param collectedAt when it was first handed over
 * @param tokenHash SHA-256 of the own token's whole text in lower-case hex, or
 * {@code null} if it was a credential of the host's, of which nothing else is known
 * @param scopes the scopes granted; empty means all that the user may do
 * @param expiresAt when the own token ends, or {@code null} if it was none
 * @param redeliverUntil until when the same device code gets the same credential again,
 * or {@code null} once that grace has ended
 * @param redelivered how often it was handed over again
 * @param lastUsedAt when the token was last seen in use, to about five minutes, or
 * {@code null} if never
 */
public record Delivery(Instant collectedAt, @Nullable String tokenHash, Set<String> scopes, @Nullable Instant expiresAt,
		@Nullable Instant redeliverUntil, int redelivered, @Nullable Instant lastUsedAt) {

	/**
	 * Copies the scopes, keeping their order.
	 */
	public Delivery {
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
	}

}
