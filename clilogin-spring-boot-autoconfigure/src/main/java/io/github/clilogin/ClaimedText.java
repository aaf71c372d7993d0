package io.github.clilogin;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Cleans unverified text before it is stored, or shown on a page, in a terminal or in a
 * log. Keeps visible letters, numbers, punctuation, symbols, single spaces and few marks,
 * so that no escape sequence, bidirectional override, line break or hidden character
 * remains. Limits the length. Cleaning a cleaned text changes nothing.
 */
final class ClaimedText {

	/** Matches most texts, so that a poll does not clean the stored texts again. */
	private static final Pattern CLEAN = Pattern.compile("[!-~]+( [!-~]+)*+");

	/**
	 * Matches control, format, private-use and unassigned characters, and the characters
	 * of other categories that Unicode calls default ignorable or that have no glyph.
	 */
	private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
			+ "\\x{180B}-\\x{180F}\\x{2800}\\x{2D7F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFFC}"
			+ "\\x{1107F}\\x{13441}-\\x{13446}\\x{16FE4}\\x{1BC9D}\\x{1D159}\\x{E0000}-\\x{E0FFF}]");

	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

	/** Suffices for all living scripts except Tibetan, which stacks letters. */
	private static final int MAX_STACKED_MARKS = 2;

	private static final int MAX_MARKS = 4;

	private static final int LATIN_1_END = 0x100;

	private ClaimedText() {
	}

	/**
	 * Cleans a text. Replaces other forms of ASCII letters and digits, such as full-width
	 * and mathematical ones.
	 * @param text the text, or {@code null}
	 * @param limit the maximum number of code points
	 * @return the cleaned text, or {@code null} if nothing remains
	 */
	static @Nullable String clean(@Nullable String text, int limit) {
		if (text == null || isClean(text, limit)) {
			return text;
		}
		StringBuilder plain = new StringBuilder();
		bounded(text, limit).codePoints().map(ClaimedText::plain).forEach(plain::appendCodePoint);
		return visible(plain.toString(), limit);
	}

	/**
	 * Cleans a client ID. Keeps other forms of letters, because IDs are compared.
	 * @param id the client ID, or {@code null}
	 * @param limit the maximum number of code points
	 * @return the cleaned ID, or {@code null} if nothing remains
	 */
	static @Nullable String cleanId(@Nullable String id, int limit) {
		return (id == null || isClean(id, limit)) ? id : visible(bounded(id, limit), limit);
	}

	private static boolean isClean(String text, int limit) {
		return text.length() <= limit && CLEAN.matcher(text).matches();
	}

	private static String bounded(String text, int limit) {
		return text.substring(0, Math.min(text.length(), 16 * limit));
	}

	private static int plain(int character) {
		if (character < LATIN_1_END) {
			return character;
		}
		String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
		boolean ascii = plain.length() == 1 && plain.charAt(0) < LATIN_1_END / 2
				&& Character.isLetterOrDigit(plain.charAt(0));
		return ascii ? plain.charAt(0) : character;
	}

	private static @Nullable String visible(String text, int limit) {
		String visible = INVISIBLE.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("");
		String composed = withoutStacks(Normalizer.normalize(visible, Normalizer.Form.NFC));
		String shown = SPACES.matcher(composed).replaceAll(" ").strip();
		return shown.isEmpty() ? null : first(limit, shown);
	}

	/** Removes marks without a letter, and all but the first marks of a letter. */
	private static String withoutStacks(String text) {
		StringBuilder kept = new StringBuilder();
		int marks = MAX_MARKS;
		int stacked = MAX_STACKED_MARKS;
		for (int character : text.codePoints().toArray()) {
			if (!isMark(character)) {
				marks = (character == ' ') ? MAX_MARKS : 0;
				stacked = 0;
			}
			else if (marks++ >= MAX_MARKS || (isStacked(character) && stacked++ >= MAX_STACKED_MARKS)) {
				continue;
			}
			kept.appendCodePoint(character);
		}
		return kept.toString();
	}

	private static boolean isMark(int character) {
		int type = Character.getType(character);
		return type == Character.COMBINING_SPACING_MARK || type == Character.NON_SPACING_MARK
				|| type == Character.ENCLOSING_MARK;
	}

	private static boolean isStacked(int mark) {
		return Character.getType(mark) != Character.COMBINING_SPACING_MARK
				&& UnicodeScript.of(mark) != UnicodeScript.TIBETAN;
	}

	private static String first(int limit, String text) {
		return (text.codePointCount(0, text.length()) <= limit) ? text
				: text.substring(0, text.offsetByCodePoints(0, limit)).strip();
	}

}
