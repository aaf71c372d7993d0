package io.github.clilogin;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Generates and reads user codes (RFC 8628 §6.1). A code has eight of twenty consonants,
 * 34.5 bits. It spells no word and has no characters that look alike.
 */
final class UserCode {

	private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

	private static final int LENGTH = 8;

	private static final Pattern VALID = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

	/** Spaces, invisible characters, underscores and all dashes. */
	private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}\\u2212_]+");

	private static final int MAX_INPUT_LENGTH = 100;

	private UserCode() {
	}

	static String draw(SecureRandom random) {
		return random.ints(LENGTH, 0, ALPHABET.length())
			.mapToObj((i) -> ALPHABET.substring(i, i + 1))
			.collect(Collectors.joining());
	}

	static Optional<String> normalize(String typed) {
		if (typed.length() > MAX_INPUT_LENGTH) {
			return Optional.empty();
		}
		String plain = IGNORED.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll("");
		return Optional.of(plain.toUpperCase(Locale.ROOT)).filter((code) -> VALID.matcher(code).matches());
	}

	static String display(String userCode) {
		return userCode.substring(0, LENGTH / 2) + "-" + userCode.substring(LENGTH / 2);
	}

}
