package io.github.clilogin.client;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a login brings, or a token that a person brought instead. Immutable; the access
 * token appears in no {@code toString()}.
 *
 * @param accessToken the secret to send with every request
 * @param tokenType how to send it, as a rule {@code Bearer}
 * @param expiresAt when it stops working at the latest, or {@code null} if the server did
 * not say
 * @param scopes what it may be used for; empty if the server knows no scopes
 * @param account the display name of the account that confirmed, or {@code null} if the
 * server did not say
 * @param isCollected whether a login of this tool collected them, so that the tool may
 * end them when others take their place; {@code false} for a token that a person brought
 * from elsewhere, where it may still be in use
 */
public record Credentials(String accessToken, String tokenType, @Nullable Instant expiresAt, Set<String> scopes,
		@Nullable String account, boolean isCollected) {

	/**
	 * Copies the scopes.
	 */
	public Credentials {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Credentials that a login collected.
	 * @param accessToken the secret to send with every request
	 * @param tokenType how to send it
	 * @param expiresAt when it stops working at the latest, or {@code null}
	 * @param scopes what it may be used for
	 * @param account the display name of the account, or {@code null}
	 */
	public Credentials(String accessToken, String tokenType, @Nullable Instant expiresAt, Set<String> scopes,
			@Nullable String account) {
		this(accessToken, tokenType, expiresAt, scopes, account, true);
	}

	/**
	 * Spells these credentials, for a {@link CredentialStore} of your own.
	 * @return one line of ASCII, as secret as the access token
	 */
	public String toText() {
		return JsonWriter.write(StoredCredentials.write(this).members()).replace("\n", "");
	}

	/**
	 * Reads what {@link #toText()} wrote.
	 * @param text the line
	 * @return the credentials, or empty if it is something else
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
