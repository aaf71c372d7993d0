package io.github.clilogin.web;

import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON, whatever the host's own mapper does.
 */
final class Json {

	private static final int DEPTH = 8;

	private static final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private Json() {
	}

	/** Reads an object; nothing at all is an empty one. */
	static JsonNode readObject(String text) {
		JsonNode node = text.isBlank() ? mapper.createObjectNode() : read(text);
		if (!node.isObject()) {
			throw WireException.invalidRequest("The body must be a JSON object");
		}
		return node;
	}

	private static JsonNode read(String text) {
		try {
			return mapper.readTree(text);
		}
		catch (StreamConstraintsException ex) {
			throw WireException.invalidRequest("The body is nested deeper than " + DEPTH + " levels");
		}
		catch (JacksonException ex) {
			throw WireException.invalidRequest("The body is not JSON, or repeats a name");
		}
	}

	static byte[] write(Map<String, Object> object) {
		return mapper.writeValueAsBytes(object);
	}

}
