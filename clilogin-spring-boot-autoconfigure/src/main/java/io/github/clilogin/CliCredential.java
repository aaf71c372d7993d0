package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a command line gets for a confirmed login. Made by the host's
 * {@link CliCredentialMapper}.
 */
public sealed interface CliCredential {

	/** How long a string of the host's may be, in bytes of UTF-8. */
	int MAX_LENGTH = 8 * 1024;

	/**
	 * An own token with the configured lifetime and the scopes asked for.
	 * @return the credential
	 */
	static CliCredential token() {
		return new Token(null, null);
	}

	/**
	 * An own token.
	 * @param lifetime how long it lives, counted from the confirmation
	 * @param scopes what it may do; of the scopes asked for, if any were
	 * @return the credential
	 */
	static CliCredential token(Duration lifetime, Set<String> scopes) {
		return new Token(lifetime, Set.copyOf(scopes));
	}

	/**
	 * Any string of the host's, of type {@code Bearer}, whose end is not known.
	 * @param value the string, such as a JWT, at most {@link #MAX_LENGTH} bytes of UTF-8
	 * @return the credential
	 */
	static CliCredential of(String value) {
		return of(value, "Bearer", null);
	}

	/**
	 * Any string of the host's. Only the host can end what it opens.
	 * @param value the string, at most {@link #MAX_LENGTH} bytes of UTF-8
	 * @param type how to use it, the {@code token_type} of RFC 6749 §7.1
	 * @param expiresAt when it ends, or {@code null} if that is not known
	 * @return the credential
	 */
	static CliCredential of(String value, String type, @Nullable Instant expiresAt) {
		return new Value(value, type, expiresAt);
	}

	/**
	 * No credential: the login is rejected.
	 * @param message why, for the browser and the terminal
	 * @return the refusal
	 */
	static CliCredential refuse(String message) {
		return new Refusal(message);
	}

	/**
	 * An own token, issued when it is collected.
	 *
	 * @param lifetime how long it lives, or {@code null} for the configured lifetime
	 * @param scopes what it may do, or {@code null} for what was asked
	 */
	record Token(@Nullable Duration lifetime, @Nullable Set<String> scopes) implements CliCredential {

		/**
		 * Checks.
		 */
		public Token {
			if (lifetime != null && (lifetime.isZero() || lifetime.isNegative())) {
				throw new IllegalArgumentException("The lifetime of a token must be positive, not " + lifetime);
			}
		}

	}

	/**
	 * A string of the host's.
	 *
	 * @param value the string
	 * @param type how to use it
	 * @param expiresAt when it ends
	 */
	record Value(String value, String type, @Nullable Instant expiresAt) implements CliCredential {

		/**
		 * Checks, and keeps the end in milliseconds as stores do.
		 */
		public Value {
			if (value.isEmpty() || type.isBlank()) {
				throw new IllegalArgumentException("A credential and its type must not be empty");
			}
			int length = value.getBytes(StandardCharsets.UTF_8).length;
			if (length > MAX_LENGTH) {
				throw new IllegalArgumentException(
						"A credential has at most " + MAX_LENGTH + " bytes, and this one has " + length);
			}
			expiresAt = (expiresAt != null) ? expiresAt.truncatedTo(ChronoUnit.MILLIS) : null;
		}

		@Override
		public String toString() {
			return "Value[type=" + this.type + ", expiresAt=" + this.expiresAt + "]";
		}

	}

	/**
	 * No credential.
	 *
	 * @param message why
	 */
	record Refusal(String message) implements CliCredential {
	}

}
