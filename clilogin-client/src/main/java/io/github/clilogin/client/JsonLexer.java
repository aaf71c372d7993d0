package io.github.clilogin.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tokens of a JSON text from left to right.
 */
final class JsonLexer {

	private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

	private static final String ESCAPED = "\"\\/bfnrt";

	private static final String UNESCAPED = "\"\\/\b\f\n\r\t";

	private final String text;

	private int position;

	JsonLexer(String text) {
		this.text = text;
	}

	JsonNumber number() throws MalformedJsonException {
		return new JsonNumber(match(NUMBER, "value expected"));
	}

	String string() throws MalformedJsonException {
		StringBuilder string = new StringBuilder();
		for (char next = next(); next != '"'; next = next()) {
			if (next < ' ') {
				throw malformed("unescaped control character");
			}
			string.append((next == '\\') ? escaped(next()) : next);
		}
		return string.toString();
	}

	private char escaped(char letter) throws MalformedJsonException {
		if (letter == 'u') {
			return (char) Integer.parseInt(match(HEX, "hexadecimal digits expected"), 16);
		}
		int index = ESCAPED.indexOf(letter);
		if (index < 0) {
			throw malformed("unknown escape");
		}
		return UNESCAPED.charAt(index);
	}

	private String match(Pattern pattern, String problem) throws MalformedJsonException {
		Matcher matcher = pattern.matcher(this.text).region(this.position, this.text.length());
		if (!matcher.lookingAt()) {
			throw malformed(problem);
		}
		this.position = matcher.end();
		return matcher.group();
	}

	boolean acceptWord(String word) {
		boolean accepted = this.text.startsWith(word, this.position);
		this.position += accepted ? word.length() : 0;
		return accepted;
	}

	boolean accept(char wanted) {
		skipSpace();
		boolean accepted = this.position < this.text.length() && this.text.charAt(this.position) == wanted;
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	void expect(char wanted) throws MalformedJsonException {
		if (!accept(wanted)) {
			throw malformed("'" + wanted + "' expected");
		}
	}

	void expectEnd() throws MalformedJsonException {
		skipSpace();
		if (this.position < this.text.length()) {
			throw malformed("unexpected text after the object");
		}
	}

	private char next() throws MalformedJsonException {
		if (this.position == this.text.length()) {
			throw malformed("unexpected end");
		}
		return this.text.charAt(this.position++);
	}

	private void skipSpace() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	MalformedJsonException malformed(String problem) {
		return new MalformedJsonException(problem, this.position);
	}

}
