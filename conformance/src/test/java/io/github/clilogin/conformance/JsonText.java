package io.github.clilogin.conformance;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Contains a response that is usually JSON, in snake case or in camel case.
 *
 * @param text the text
 */
record JsonText(String text) {

	private static final JsonMapper mapper = new JsonMapper();

	/**
	 * Returns the value of the first member with one of these names, at any depth. Empty
	 * if no member matches, or if the text is not JSON.
	 */
	Optional<String> find(String... names) {
		return Stream.of(names).map(tree()::findValue).filter(Objects::nonNull).map(JsonNode::asString).findFirst();
	}

	/** Returns the value of the first member with one of these names, at any depth. */
	String get(String... names) {
		return find(names)
			.orElseThrow(() -> new AssertionError("No " + String.join(" or ", names) + " in " + this.text));
	}

	private JsonNode tree() {
		try {
			return mapper.readTree(this.text);
		}
		catch (JacksonException ex) {
			return mapper.createObjectNode();
		}
	}

}
