package io.github.clilogin.client;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads a return code that a user typed.
 */
final class TypedCode {

	private static final Pattern LETTERS = Pattern.compile("[BCDFGHJKLMNPQRSTVWXZ]{6}");

	/** Spaces, invisible characters, underscores and all dashes. */
	private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}\\u2212_]+");

	private static final int MAX_LENGTH = 100;

	private TypedCode() {
	}

	/** Returns six letters, or {@code null} if the text cannot be a return code. */
	static @Nullable String read(String text) {
		if (text.length() > MAX_LENGTH) {
			return null;
		}
		String plain = IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
		String letters = plain.toUpperCase(Locale.ROOT);
		return LETTERS.matcher(letters).matches() ? letters : null;
	}

}
