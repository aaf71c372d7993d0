package io.github.clilogin.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of credentials in a file.
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
		return new JsonObject(members);
	}

	/** The credentials, or {@code null} if the token itself is missing. */
	static @Nullable Credentials read(JsonObject entry) {
		String accessToken = entry.string("access_token");
		if (accessToken == null) {
			return null;
		}
		String tokenType = Objects.requireNonNullElse(entry.string("token_type"), "Bearer");
		return new Credentials(accessToken, tokenType, instant(entry.string("expires_at")),
				ScopeList.read(entry.string("scope"), Set.of()), PrintableText.of(entry.string("account")));
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
