package io.github.clilogin.client;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from the server safe for a terminal. Removes control, format, private-use
 * and unassigned characters, line breaks, and characters without a glyph. Limits the
 * length.
 */
final class PrintableText {

	private static final int MAX_LENGTH = 500;

	/**
	 * The second part lists the characters of other categories that Unicode calls default
	 * ignorable or that have no glyph.
	 */
	private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}"
			+ "\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2800}\\x{2D7F}\\x{3164}"
			+ "\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFFC}\\x{1107F}\\x{13441}-\\x{13446}\\x{16FE4}"
			+ "\\x{1BC9D}\\x{1D159}\\x{E0000}-\\x{E0FFF}]");

	private PrintableText() {
	}

	/** Returns the printable part, or {@code null} if nothing is left. */
	static @Nullable String of(@Nullable String text) {
		if (text == null) {
			return null;
		}
		StringBuilder bounded = new StringBuilder();
		text.codePoints().limit(MAX_LENGTH).map(PrintableText::spaced).forEach(bounded::appendCodePoint);
		String stripped = INVISIBLE.matcher(bounded).replaceAll("").strip();
		return stripped.isEmpty() ? null : stripped;
	}

	private static int spaced(int codePoint) {
		return (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') ? ' ' : codePoint;
	}

}
