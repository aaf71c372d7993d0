package io.github.clilogin;

import java.text.Normalizer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Cleans unverified text before it is stored, or shown on a page, in a terminal or in a
 * log. Removes control, format, private-use and unassigned characters, so that no escape
 * sequence, bidirectional override or line break remains. Limits the length.
 */
final class ClaimedText {

	/** Matches most texts, so that a poll does not clean the stored texts again. */
	private static final Pattern CLEAN = Pattern.compile("[!-~]+( [!-~]+)*+");

	private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

	private ClaimedText() {
	}

	/**
	 * Cleans a text.
	 * @param text the text, or {@code null}
	 * @param limit the maximum number of code points
	 * @return the cleaned text, or {@code null} if nothing remains
	 */
	static @Nullable String clean(@Nullable String text, int limit) {
		if (text == null || (text.length() <= limit && CLEAN.matcher(text).matches())) {
			return text;
		}
		String bounded = text.substring(0, Math.min(text.length(), 16 * limit));
		String spaced = SPACES.matcher(Normalizer.normalize(bounded, Normalizer.Form.NFC)).replaceAll(" ");
		String shown = NOT_SHOWN.matcher(spaced).replaceAll("").strip();
		return shown.isEmpty() ? null : first(limit, shown);
	}

	private static String first(int limit, String text) {
		return (text.codePointCount(0, text.length()) <= limit) ? text
				: text.substring(0, text.offsetByCodePoints(0, limit)).strip();
	}

}
