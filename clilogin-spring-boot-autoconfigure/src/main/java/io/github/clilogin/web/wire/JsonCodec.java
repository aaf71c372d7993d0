package io.github.clilogin.web.wire;

import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON with a mapper that the host cannot configure. */
final class JsonCodec {

	private static final int MAX_DEPTH = 8;

	private static final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private JsonCodec() {
	}

	/** Reads an object; a blank text counts as an empty object. */
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
			throw WireException.invalidRequest("The body is nested deeper than " + MAX_DEPTH + " levels");
		}
		catch (JacksonException ex) {
			throw WireException.invalidRequest("The body must be valid JSON without repeated names");
		}
	}

	static byte[] write(Map<String, Object> object) {
		return mapper.writeValueAsBytes(object);
	}

}
