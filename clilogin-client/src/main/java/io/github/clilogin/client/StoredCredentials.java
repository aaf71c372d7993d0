package io.github.clilogin.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Converts credentials to JSON and back.
 */
final class StoredCredentials {

	private StoredCredentials() {
	}

	static JsonObject write(Credentials credentials) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("access_token", credentials.accessToken());
		members.put("token_type", credentials.tokenType());
		members.put("scope", String.join(" ", credentials.scopes()));
		if (credentials.expiresAt() != null) {
			members.put("expires_at", credentials.expiresAt().toString());
		}
		if (credentials.account() != null) {
			members.put("account", credentials.account());
		}
		if (!credentials.isCollected()) {
			members.put("collected", false);
		}
		return new JsonObject(members);
	}

	/** Returns the credentials, or {@code null} if they cannot be sent in a header. */
	static @Nullable Credentials read(JsonObject entry) {
		String accessToken = HeaderText.secret(entry.string("access_token"));
		String tokenType = HeaderText.type(Objects.requireNonNullElse(entry.string("token_type"), "Bearer"));
		if (accessToken == null || tokenType == null) {
			return null;
		}
		return new Credentials(accessToken, tokenType, instant(entry.string("expires_at")),
				ScopeList.read(entry.string("scope"), Set.of()), PrintableText.of(entry.string("account")),
				// Versions without this member stored collected credentials only
				!Boolean.FALSE.equals(entry.members().get("collected")));
	}

	private static @Nullable Instant instant(@Nullable String text) {
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
