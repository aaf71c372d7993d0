package io.github.clilogin;

import java.math.BigInteger;
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

	private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

	private static final int LENGTH = 8;

	private static final Pattern VALID = Pattern.compile("[" + ALPHABET + "]+");

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

	/** Derives letters from at least 32 random bytes, so that all are equally likely. */
	static String derive(byte[] random, int length) {
		BigInteger rest = new BigInteger(1, random);
		StringBuilder letters = new StringBuilder();
		for (int i = 0; i < length; i++) {
			BigInteger[] parts = rest.divideAndRemainder(BASE);
			letters.append(ALPHABET.charAt(parts[1].intValue()));
			rest = parts[0];
		}
		return letters.toString();
	}

	static Optional<String> normalize(String typed) {
		return normalize(typed, LENGTH);
	}

	/** Reads letters in any case, with any dashes and spaces. */
	static Optional<String> normalize(String typed, int length) {
		if (typed.length() > MAX_INPUT_LENGTH) {
			return Optional.empty();
		}
		String plain = IGNORED.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll("");
		return Optional.of(plain.toUpperCase(Locale.ROOT))
			.filter((code) -> code.length() == length && VALID.matcher(code).matches());
	}

	/** Writes a code in two groups. */
	static String display(String code) {
		int half = code.length() / 2;
		return code.substring(0, half) + "-" + code.substring(half);
	}

}
