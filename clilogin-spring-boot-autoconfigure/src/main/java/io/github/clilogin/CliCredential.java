package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Represents a token issued by clilogin, a host credential, or a refusal.
 */
public sealed interface CliCredential {

	/** Maximum length of a host credential in bytes of UTF-8. */
	int MAX_LENGTH = 8 * 1024;

	/**
	 * {@return a token with the configured lifetime and the requested scopes}
	 */
	static CliCredential token() {
		return new Token(null, null);
	}

	/**
	 * {@return a token}
	 * @param lifetime the lifetime, counted from the confirmation
	 * @param scopes the granted scopes; if any were requested, a non-empty subset of them
	 */
	static CliCredential token(Duration lifetime, Set<String> scopes) {
		return new Token(lifetime, Set.copyOf(scopes));
	}

	/**
	 * {@return a host credential of type {@code Bearer} with an unknown expiry}
	 * @param value the credential, at most {@link #MAX_LENGTH} bytes of UTF-8
	 */
	static CliCredential of(String value) {
		return of(value, "Bearer", null);
	}

	/**
	 * Returns a host credential, which only the host application can revoke.
	 * @param value the credential, at most {@link #MAX_LENGTH} bytes of UTF-8
	 * @param type the {@code token_type} (RFC 6749 §7.1)
	 * @param expiresAt the expiry, or {@code null} if unknown
	 * @return the host credential
	 */
	static CliCredential of(String value, String type, @Nullable Instant expiresAt) {
		return new Value(value, type, expiresAt);
	}

	/**
	 * {@return a refusal, which rejects the login}
	 * @param message the reason, shown in the browser and in the terminal
	 */
	static CliCredential refuse(String message) {
		return new Refusal(message);
	}

	/**
	 * Represents a token.
	 *
	 * @param lifetime the lifetime, or {@code null} for the configured one
	 * @param scopes the granted scopes, or {@code null} for the requested ones
	 */
	record Token(@Nullable Duration lifetime, @Nullable Set<String> scopes) implements CliCredential {

		/** Checks that the lifetime is positive. */
		public Token {
			if (lifetime != null && (lifetime.isZero() || lifetime.isNegative())) {
				throw new IllegalArgumentException("The lifetime of a token must be positive, not " + lifetime);
			}
		}

	}

	/**
	 * Represents a host credential.
	 *
	 * @param value the credential
	 * @param type the {@code token_type}
	 * @param expiresAt the expiry, or {@code null} if unknown
	 */
	record Value(String value, String type, @Nullable Instant expiresAt) implements CliCredential {

		/** Checks the length and truncates the time to milliseconds, as stores do. */
		public Value {
			if (value.isEmpty() || type.isBlank()) {
				throw new IllegalArgumentException("A credential and its type must not be empty");
			}
			int length = value.getBytes(StandardCharsets.UTF_8).length;
			if (length > MAX_LENGTH) {
				throw new IllegalArgumentException(
						"A credential must have at most " + MAX_LENGTH + " bytes, not " + length);
			}
			expiresAt = (expiresAt != null) ? expiresAt.truncatedTo(ChronoUnit.MILLIS) : null;
		}

		@Override
		public String toString() {
			return "Value[type=" + this.type + ", expiresAt=" + this.expiresAt + "]";
		}

	}

	/**
	 * Represents a refusal.
	 *
	 * @param message the reason
	 */
	record Refusal(String message) implements CliCredential {
	}

}
