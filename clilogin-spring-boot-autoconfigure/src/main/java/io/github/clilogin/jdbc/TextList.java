package io.github.clilogin.jdbc;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts texts to the JSON array that a column holds, and back. An empty list is
 * {@code []}: Oracle reads an empty text as {@code null}, and a token without scopes has
 * all permissions.
 */
final class TextList {

	private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");

	private static final Pattern TO_ESCAPE = Pattern.compile("[\"\\\\\\x00-\\x1f]");

	private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

	private TextList() {
	}

	static String write(List<?> texts) {
		return texts.stream()
			.map((text) -> '"' + TO_ESCAPE.matcher((String) text).replaceAll(TextList::escape) + '"')
			.collect(Collectors.joining(",", "[", "]"));
	}

	/** Escapes the backslash twice, because the result is a replacement of a matcher. */
	private static String escape(MatchResult found) {
		char character = found.group().charAt(0);
		return (character < ' ') ? "\\\\u%04x".formatted((int) character) : "\\\\\\" + character;
	}

	/**
	 * Reads an array that {@link #write} returned.
	 * @throws IllegalStateException for any other text, so that a damaged list is not
	 * read as an empty one
	 */
	static List<String> read(String array) {
		List<String> texts = TEXT.matcher(array).results().map((found) -> unescape(found.group(1))).toList();
		if (!write(texts).equals(array)) {
			throw new IllegalStateException("A column does not contain a JSON array of texts as clilogin writes it");
		}
		return texts;
	}

	private static String unescape(String text) {
		return ESCAPED.matcher(text)
			.replaceAll((found) -> Matcher.quoteReplacement((found.group(1) != null)
					? String.valueOf((char) Integer.parseInt(found.group(1), 16)) : found.group(2)));
	}

}
