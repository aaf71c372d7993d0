package io.github.clilogin.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259) of limited size and depth. Values become
 * {@link String}, {@link JsonNumber}, {@link Boolean}, {@link List}, {@link JsonObject}
 * or {@link JsonNull}. A duplicate member is an error.
 */
final class JsonReader {

	static final int MAX_LENGTH = 65_536;

	static final int MAX_DEPTH = 64;

	/** Represents a JSON {@code null}, so that no value is {@code null} in Java. */
	enum JsonNull {

		NULL;

		@Override
		public String toString() {
			return "null";
		}

	}

	private final JsonLexer text;

	private JsonReader(JsonLexer text) {
		this.text = text;
	}

	/** Reads UTF-8, with or without a byte order mark. */
	static JsonObject read(byte[] utf8) throws MalformedJsonException {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
			return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
		}
		catch (CharacterCodingException ex) {
			throw new MalformedJsonException("not UTF-8", 0);
		}
	}

	static JsonObject read(String text) throws MalformedJsonException {
		if (text.length() > MAX_LENGTH) {
			throw new MalformedJsonException("too long", MAX_LENGTH);
		}
		JsonLexer rest = new JsonLexer(text);
		rest.expect('{');
		JsonObject object = new JsonReader(rest).object(1);
		rest.expectEnd();
		return object;
	}

	private JsonObject object(int depth) throws MalformedJsonException {
		Map<String, Object> members = new LinkedHashMap<>();
		if (this.text.accept('}')) {
			return new JsonObject(members);
		}
		do {
			this.text.expect('"');
			String name = this.text.string();
			this.text.expect(':');
			if (members.put(name, value(depth)) != null) {
				throw this.text.malformed("duplicate member");
			}
		}
		while (this.text.accept(','));
		this.text.expect('}');
		return new JsonObject(members);
	}

	private List<Object> array(int depth) throws MalformedJsonException {
		List<Object> values = new ArrayList<>();
		if (this.text.accept(']')) {
			return values;
		}
		do {
			values.add(value(depth));
		}
		while (this.text.accept(','));
		this.text.expect(']');
		return values;
	}

	private Object value(int depth) throws MalformedJsonException {
		if (this.text.accept('"')) {
			return this.text.string();
		}
		if (this.text.accept('{')) {
			return object(deeper(depth));
		}
		if (this.text.accept('[')) {
			return array(deeper(depth));
		}
		return literal();
	}

	private int deeper(int depth) throws MalformedJsonException {
		if (depth == MAX_DEPTH) {
			throw this.text.malformed("nested too deeply");
		}
		return depth + 1;
	}

	private Object literal() throws MalformedJsonException {
		if (this.text.acceptWord("true")) {
			return true;
		}
		if (this.text.acceptWord("false")) {
			return false;
		}
		return this.text.acceptWord("null") ? JsonNull.NULL : this.text.number();
	}

}
