package io.github.clilogin.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request carries. An empty parameter counts as absent (RFC 6749 §3.1).
 *
 * @param dialect how the request speaks
 * @param values what it says, texts and truth values
 */
record Parameters(Dialect dialect, Map<Name, Object> values) {

	static Parameters ofForm(List<Map.Entry<String, String>> pairs) {
		Map<Name, Object> values = new EnumMap<>(Name.class);
		pairs.forEach((pair) -> Name.ofSnake(pair.getKey()).ifPresent((name) -> put(values, name, pair.getValue())));
		return new Parameters(Dialect.FORM, values);
	}

	static Parameters ofJson(Dialect dialect, JsonNode object) {
		Map<Name, Object> values = new EnumMap<>(Name.class);
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			Optional<Name> name = Name.ofAnyCase(member.getKey());
			if (name.isPresent() && !member.getValue().isNull()) {
				put(values, name.get(), value(name.get(), member.getValue()));
			}
		}
		return new Parameters(dialect, values);
	}

	/** An object's keys may be of either case; the first that shows one decides. */
	static Dialect dialect(JsonNode object) {
		return object.properties()
			.stream()
			.map(Map.Entry::getKey)
			.filter((key) -> Name.ofAnyCase(key).filter(Name::hasCase).isPresent())
			.findFirst()
			.map((key) -> key.contains("_") ? Dialect.JSON_SNAKE : Dialect.JSON_CAMEL)
			.orElse(Dialect.JSON_CAMEL);
	}

	private static Object value(Name name, JsonNode node) {
		if (node.isString()) {
			return node.stringValue();
		}
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		throw WireException.invalidRequest(name.snake() + " must be a string");
	}

	private static void put(Map<Name, Object> values, Name name, Object value) {
		if (values.put(name, value) != null) {
			throw WireException.invalidRequest(name.snake() + " is repeated");
		}
	}

	Optional<String> text(Name name) {
		Object value = this.values.get(name);
		if (value instanceof Boolean) {
			throw WireException.invalidRequest(name.snake() + " must be a string");
		}
		return Optional.ofNullable((String) value).filter((text) -> !text.isEmpty());
	}

	@Nullable String textOrNull(Name name) {
		return text(name).orElse(null);
	}

	String required(Name name) {
		return text(name).orElseThrow(() -> WireException.invalidRequest(name.snake() + " is missing"));
	}

	boolean flag(Name name) {
		Object value = this.values.getOrDefault(name, false);
		if (value instanceof Boolean flag) {
			return flag;
		}
		throw WireException.invalidRequest(name.snake() + " must be true or false");
	}

	/** Names what came, never what it says. */
	@Override
	public String toString() {
		return "Parameters[" + this.dialect + ", " + this.values.keySet() + "]";
	}

}
