package io.github.clilogin.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response as it came over the wire.
 *
 * @param status the status
 * @param headers the headers by their names in lower case, with all their values
 * @param body the body
 */
public record RawResponse(int status, Map<String, List<String>> headers, String body) {

	private static final JsonMapper mapper = new JsonMapper();

	/** Reads a response that is not sent in chunks. */
	public static RawResponse parse(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		String[] lines = text.substring(0, end).split("\r\n");
		Map<String, List<String>> headers = new TreeMap<>();
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(lines[i].substring(colon + 1).strip());
		}
		String body = new String(text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		return new RawResponse(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
	}

	/** Returns all values of a header. The name may have any case. */
	public List<String> header(String name) {
		return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
	}

	/** Returns the body of a response that is JSON. */
	public JsonNode json() {
		return mapper.readTree(this.body);
	}

	/** Returns the text of a member of JSON, or an empty text. */
	public String text(String member) {
		return json().path(member).asString("");
	}

	/** Returns the names of the members of JSON, in order. */
	public List<String> members() {
		return List.copyOf(json().propertyNames());
	}

	/**
	 * Returns the status and the error code of JSON, such as {@code 400 invalid_request}.
	 */
	public String error() {
		return this.status + " " + text("error");
	}

}
