package io.github.clilogin.client;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from the server safe for a terminal. Control characters, line breaks and
 * changes of the reading direction are removed, and the length is limited.
 */
final class PrintableText {

	private static final int MAX_LENGTH = 500;

	private PrintableText() {
	}

	/** Returns the printable part, or {@code null} if nothing is left. */
	static @Nullable String of(@Nullable String text) {
		if (text == null) {
			return null;
		}
		StringBuilder printable = new StringBuilder();
		text.codePoints()
			.limit(MAX_LENGTH)
			.map(PrintableText::spaced)
			.filter(PrintableText::isPrintable)
			.forEach(printable::appendCodePoint);
		String stripped = printable.toString().strip();
		return stripped.isEmpty() ? null : stripped;
	}

	private static int spaced(int codePoint) {
		return (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') ? ' ' : codePoint;
	}

	private static boolean isPrintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.FORMAT -> !isDirectional(codePoint);
			default -> true;
		};
	}

	private static boolean isDirectional(int codePoint) {
		return codePoint == 0x061C || codePoint == 0x200E || codePoint == 0x200F
				|| (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
	}

}
