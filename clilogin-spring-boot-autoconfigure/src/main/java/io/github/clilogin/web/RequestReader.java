package io.github.clilogin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Reads a request's body itself: {@code getParameter} mixes in the query and knows no
 * limits.
 */
final class RequestReader {

	static final int LIMIT = 8 * 1024;

	private RequestReader() {
	}

	/** Reads a form or JSON; secrets must not come in the URL, where logs keep them. */
	static Parameters read(ServerRequest request) throws IOException {
		HttpServletRequest servletRequest = request.servletRequest();
		String query = servletRequest.getQueryString();
		if (query != null) {
			requireNothingOfOurs(query);
		}
		return parse(request, bytes(servletRequest));
	}

	private static void requireNothingOfOurs(String query) {
		for (String key : Text.names(query)) {
			Name.ofAnyCase(key).ifPresent((name) -> {
				throw WireException.invalidRequest(name.snake() + " belongs in the body, not in the URL");
			});
		}
	}

	/** Reads JSON only, which no foreign site can send without asking first. */
	static Parameters readJson(ServerRequest request) throws IOException {
		MediaType type = type(request.servletRequest());
		if (type == null || !type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
			throw unsupported("application/json");
		}
		return json(request, Json.readObject(Text.utf8(bytes(request.servletRequest()))));
	}

	static List<Map.Entry<String, String>> query(HttpServletRequest request) {
		String query = request.getQueryString();
		return (query != null) ? Text.pairs(query.getBytes(StandardCharsets.ISO_8859_1)) : List.of();
	}

	private static Parameters parse(ServerRequest request, byte[] body) {
		MediaType type = type(request.servletRequest());
		if ((type == null) ? body.length == 0 : type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
			return json(request, Json.readObject(Text.utf8(body)));
		}
		if (type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
			Dialect.FORM.keepFor(request);
			return Parameters.ofForm((body.length > 0) ? Text.pairs(body) : parsed(request.servletRequest()));
		}
		throw unsupported();
	}

	/** Errors speak the dialect as well, so it is kept before any value can be one. */
	private static Parameters json(ServerRequest request, JsonNode object) {
		Dialect dialect = Parameters.dialect(object);
		dialect.keepFor(request);
		return Parameters.ofJson(dialect, object);
	}

	/**
	 * Returns the form as a filter of the host's may have parsed it, which empties the
	 * stream. What the query adds to it was checked: none of it is ours.
	 */
	private static List<Map.Entry<String, String>> parsed(HttpServletRequest request) {
		List<Map.Entry<String, String>> pairs = pairs(request);
		if (pairs.stream().mapToInt((pair) -> pair.getKey().length() + pair.getValue().length() + 2).sum() > LIMIT
				+ 1) {
			throw tooLarge();
		}
		return pairs;
	}

	private static List<Map.Entry<String, String>> pairs(HttpServletRequest request) {
		try {
			return request.getParameterMap()
				.entrySet()
				.stream()
				.flatMap((entry) -> Arrays.stream(entry.getValue()).map((value) -> Map.entry(entry.getKey(), value)))
				.toList();
		}
		catch (IllegalStateException ex) {
			// Nobody has parsed it, for there is something in the query that does not
			// decode
			return List.of();
		}
	}

	private static @Nullable MediaType type(HttpServletRequest request) {
		try {
			String type = request.getContentType();
			return (type != null) ? MediaType.parseMediaType(type) : null;
		}
		catch (InvalidMediaTypeException ex) {
			throw unsupported();
		}
	}

	private static byte[] bytes(HttpServletRequest request) throws IOException {
		long length = request.getContentLengthLong();
		if (length > LIMIT) {
			throw tooLarge();
		}
		// What is announced takes a buffer of its size, and what is not may be larger
		byte[] body = request.getInputStream().readNBytes((length >= 0) ? (int) length : LIMIT + 1);
		if (body.length > LIMIT) {
			throw tooLarge();
		}
		return body;
	}

	private static WireException tooLarge() {
		return WireException.invalidRequest(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than 8 KB");
	}

	static WireException unsupported() {
		return unsupported("application/x-www-form-urlencoded or application/json");
	}

	private static WireException unsupported(String allowed) {
		return WireException.invalidRequest(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type must be " + allowed);
	}

}
