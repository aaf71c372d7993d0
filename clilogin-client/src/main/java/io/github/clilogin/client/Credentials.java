package io.github.clilogin.client;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Holds the credentials for the API of a host application. Immutable. {@code toString()}
 * omits the access token.
 *
 * @param accessToken the secret to send with every request
 * @param tokenType the authentication scheme, usually {@code Bearer}
 * @param expiresAt the latest time at which the token expires, or {@code null} if unknown
 * @param scopes the granted scopes; empty if the server does not use scopes
 * @param account the display name of the account that confirmed the login, or
 * {@code null} if unknown
 * @param isCollected whether this CLI collected the credentials, so that a new login may
 * revoke them. A token from the user has {@code false}, since it may be in use elsewhere.
 */
public record Credentials(String accessToken, String tokenType, @Nullable Instant expiresAt, Set<String> scopes,
		@Nullable String account, boolean isCollected) {

	/** Copies the scopes. */
	public Credentials {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Creates credentials that a login collected.
	 * @param accessToken the secret to send with every request
	 * @param tokenType the authentication scheme
	 * @param expiresAt the latest time at which the token expires, or {@code null}
	 * @param scopes the granted scopes
	 * @param account the display name of the account, or {@code null}
	 */
	public Credentials(String accessToken, String tokenType, @Nullable Instant expiresAt, Set<String> scopes,
			@Nullable String account) {
		this(accessToken, tokenType, expiresAt, scopes, account, true);
	}

	/**
	 * Returns these credentials as text, for an implementation of
	 * {@link CredentialStore}.
	 * @return one line of ASCII, as secret as the access token
	 */
	public String toText() {
		return JsonWriter.write(StoredCredentials.write(this).members()).replace("\n", "");
	}

	/**
	 * Parses the text that {@link #toText()} returned.
	 * @param text the line
	 * @return the credentials, or empty if the text is something else
	 */
	public static Optional<Credentials> ofText(String text) {
		try {
			return Optional.ofNullable(StoredCredentials.read(JsonReader.read(text)));
		}
		catch (MalformedJsonException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		return "Credentials[accessToken=***, tokenType=" + this.tokenType + ", expiresAt=" + this.expiresAt
				+ ", scopes=" + this.scopes + ", account=" + this.account + ", isCollected=" + this.isCollected + "]";
	}

}
