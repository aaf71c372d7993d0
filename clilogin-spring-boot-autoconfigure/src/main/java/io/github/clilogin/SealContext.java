package io.github.clilogin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a sealed credential belongs to, so that a box moved to another login, or given
 * another owner, type or end, does not open.
 *
 * @param id the id of the login
 * @param clientId the client that asked, or {@code null} if it did not say
 * @param ownerId the id of the user who confirmed, or {@code null} if the host did
 * @param type how to use the credential
 * @param expiresAt when the credential ends, in whole milliseconds, or {@code null} if
 * that is not known
 */
public record SealContext(String id, @Nullable String clientId, @Nullable String ownerId, String type,
		@Nullable Instant expiresAt) {
}
