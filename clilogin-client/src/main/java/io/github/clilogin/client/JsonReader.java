package io.github.clilogin.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one JSON object (RFC 8259, nothing more lenient) of limited size and depth.
 * Values become {@link String}, {@link Double}, {@link Boolean}, {@link List},
 * {@link JsonObject} or {@link Null}. A repeated member is an error.
 */
final class JsonReader {

	static final int MAX_LENGTH = 65_536;

	static final int MAX_DEPTH = 8;

	private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

	private static final String ESCAPED = "\"\\/bfnrt";

	private static final String MEANT = "\"\\/\b\f\n\r\t";

	/** JSON's {@code null}, so that no value is ever Java's. */
	enum Null {

		NULL

	}

	private final String text;

	private int position;

	private JsonReader(String text) {
		this.text = text;
	}

	static JsonObject read(String text) throws MalformedJsonException {
		if (text.length() > MAX_LENGTH) {
			throw new MalformedJsonException("too long", MAX_LENGTH);
		}
		JsonReader reader = new JsonReader(text);
		reader.expect('{');
		JsonObject object = reader.object(1);
		reader.skipSpace();
		if (reader.position < text.length()) {
			throw reader.malformed("text after the object");
		}
		return object;
	}

	private JsonObject object(int depth) throws MalformedJsonException {
		Map<String, Object> members = new LinkedHashMap<>();
		if (accept('}')) {
			return new JsonObject(members);
		}
		do {
			expect('"');
			String name = string();
			expect(':');
			if (members.put(name, value(depth)) != null) {
				throw malformed("a repeated member");
			}
		}
		while (accept(','));
		expect('}');
		return new JsonObject(members);
	}

	private List<Object> array(int depth) throws MalformedJsonException {
		List<Object> values = new ArrayList<>();
		if (accept(']')) {
			return values;
		}
		do {
			values.add(value(depth));
		}
		while (accept(','));
		expect(']');
		return values;
	}

	private Object value(int depth) throws MalformedJsonException {
		if (accept('"')) {
			return string();
		}
		if (accept('{')) {
			return object(deeper(depth));
		}
		if (accept('[')) {
			return array(deeper(depth));
		}
		return literal();
	}

	private int deeper(int depth) throws MalformedJsonException {
		if (depth == MAX_DEPTH) {
			throw malformed("too deep");
		}
		return depth + 1;
	}

	private Object literal() throws MalformedJsonException {
		if (acceptWord("true")) {
			return true;
		}
		if (acceptWord("false")) {
			return false;
		}
		return acceptWord("null") ? Null.NULL : number();
	}

	private Double number() throws MalformedJsonException {
		// Added, so that -0 is no second zero
		return Double.parseDouble(match(NUMBER, "no value")) + 0.0;
	}

	private String string() throws MalformedJsonException {
		StringBuilder string = new StringBuilder();
		for (char next = next(); next != '"'; next = next()) {
			if (next < ' ') {
				throw malformed("a control character");
			}
			string.append((next == '\\') ? escaped(next()) : next);
		}
		return string.toString();
	}

	private char escaped(char letter) throws MalformedJsonException {
		if (letter == 'u') {
			return (char) Integer.parseInt(match(HEX, "no hexadecimal digits"), 16);
		}
		int index = ESCAPED.indexOf(letter);
		if (index < 0) {
			throw malformed("an unknown escape");
		}
		return MEANT.charAt(index);
	}

	private String match(Pattern pattern, String problem) throws MalformedJsonException {
		Matcher matcher = pattern.matcher(this.text).region(this.position, this.text.length());
		if (!matcher.lookingAt()) {
			throw malformed(problem);
		}
		this.position = matcher.end();
		return matcher.group();
	}

	private boolean acceptWord(String word) {
		boolean accepted = this.text.startsWith(word, this.position);
		this.position += accepted ? word.length() : 0;
		return accepted;
	}

	private boolean accept(char wanted) {
		skipSpace();
		boolean accepted = this.position < this.text.length() && this.text.charAt(this.position) == wanted;
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	private void expect(char wanted) throws MalformedJsonException {
		if (!accept(wanted)) {
			throw malformed("no '" + wanted + "'");
		}
	}

	private char next() throws MalformedJsonException {
		if (this.position == this.text.length()) {
			throw malformed("the end");
		}
		return this.text.charAt(this.position++);
	}

	private void skipSpace() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private MalformedJsonException malformed(String problem) {
		return new MalformedJsonException(problem, this.position);
	}

}
