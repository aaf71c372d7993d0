package io.github.clilogin.client;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a login brings. Immutable; the access token appears in no {@code toString()}.
 *
 * @param accessToken the secret to send with every request
 * @param tokenType how to send it, as a rule {@code Bearer}
 * @param expiresAt when it stops working at the latest, or {@code null} if the server did
 * not say
 * @param scopes what it may be used for; empty if the server knows no scopes
 * @param account the display name of the account that confirmed, or {@code null} if the
 * server did not say
 */
public record Credentials(String accessToken, String tokenType, @Nullable Instant expiresAt, Set<String> scopes,
		@Nullable String account) {

	/**
	 * Copies the scopes.
	 */
	public Credentials {
		scopes = Set.copyOf(scopes);
	}

	@Override
	public String toString() {
		return "Credentials[accessToken=***, tokenType=" + this.tokenType + ", expiresAt=" + this.expiresAt
				+ ", scopes=" + this.scopes + ", account=" + this.account + "]";
	}

}
