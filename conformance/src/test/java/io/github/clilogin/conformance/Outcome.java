package io.github.clilogin.conformance;

import org.jspecify.annotations.Nullable;

/**
 * How a login ended, as the client tells it.
 *
 * @param token the access token it has got
 * @param error why it has none
 */
record Outcome(@Nullable String token, @Nullable String error) {

	static Outcome token(@Nullable String token) {
		return new Outcome(token, null);
	}

	static Outcome error(@Nullable String error) {
		return new Outcome(null, error);
	}

}
