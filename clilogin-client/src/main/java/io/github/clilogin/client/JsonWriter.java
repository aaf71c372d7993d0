package io.github.clilogin.client;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes all values that {@link JsonReader} reads, as ASCII-only JSON.
 */
final class JsonWriter {

	private JsonWriter() {
	}

	static String write(Map<String, ?> members) {
		StringJoiner object = new StringJoiner(",\n", "{\n", "\n}");
		members.forEach((name, value) -> object.add(quote(name) + ": " + value(value)));
		return object.toString();
	}

	private static String value(Object value) {
		if (value instanceof JsonObject object) {
			return write(object.members());
		}
		if (value instanceof List<?> values) {
			return values.stream().map(JsonWriter::value).collect(Collectors.joining(", ", "[", "]"));
		}
		return (value instanceof String text) ? quote(text) : value.toString();
	}

	private static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((next) -> {
			if (next < ' ' || next > '~' || next == '"' || next == '\\') {
				quoted.append(String.format("\\u%04x", next));
			}
			else {
				quoted.append((char) next);
			}
		});
		return quoted.append('"').toString();
	}

}
