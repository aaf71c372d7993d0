package io.github.clilogin;

import java.text.Normalizer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes text that a stranger claimed fit to be stored, shown on a page and printed to a
 * terminal or log: no control, format, private-use or unassigned characters (so no escape
 * sequences and no bidirectional overrides), no line breaks, limited length.
 */
final class ClaimedText {

	/** What nearly every text is, which is read and cleaned again at every poll. */
	private static final Pattern CLEAN = Pattern.compile("[!-~]+( [!-~]+)*+");

	private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

	private ClaimedText() {
	}

	/**
	 * Cleans a text.
	 * @param text what was claimed
	 * @param limit the most code points kept
	 * @return the harmless text, or {@code null} if nothing is left of it
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
