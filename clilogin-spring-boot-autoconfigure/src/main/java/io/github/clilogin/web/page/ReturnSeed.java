package io.github.clilogin.web.page;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

/**
 * Holds the random part of the secret of a login's return codes. Another host of the same
 * site can set cookies in the browser of a user, but it cannot read the form that
 * contains the seed.
 *
 * @param value 32 random bytes in base64url, which are secret
 */
record ReturnSeed(String value) {

	private static final int LENGTH = 32;

	/** The expression that the value of a seed matches. */
	static final String EXPRESSION = "[A-Za-z0-9_-]{43}";

	private static final Pattern VALUE = Pattern.compile(EXPRESSION);

	private static final StringKeyGenerator values = new Base64StringKeyGenerator(
			Base64.getUrlEncoder().withoutPadding(), LENGTH);

	static ReturnSeed draw() {
		return new ReturnSeed(values.generateKey());
	}

	/** Returns the seed of a form, or empty if the text is malformed. */
	static Optional<ReturnSeed> parse(String text) {
		return Optional.of(text).filter((value) -> VALUE.matcher(value).matches()).map(ReturnSeed::new);
	}

	@Override
	public String toString() {
		return "ReturnSeed[redacted]";
	}

}
