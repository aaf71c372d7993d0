package io.github.clilogin.conformance;

import org.jspecify.annotations.Nullable;

/**
 * Contains the outcome of a login as the client reports it.
 *
 * @param token the access token, or {@code null} if the login failed
 * @param error the error, or {@code null} if the login succeeded
 */
record Outcome(@Nullable String token, @Nullable String error) {

	static Outcome token(@Nullable String token) {
		return new Outcome(token, null);
	}

	static Outcome error(@Nullable String error) {
		return new Outcome(null, error);
	}

}
