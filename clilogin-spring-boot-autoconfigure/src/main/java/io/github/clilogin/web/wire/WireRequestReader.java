package io.github.clilogin.web.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Reads the parameters of a request. The JSON and CLI endpoints do not use
 * {@code getParameter}, because it includes the query and has no size limit. The page may
 * use it: its links carry parameters in the query, and its forms carry a decision token.
 */
public final class WireRequestReader {

	static final int MAX_BODY_LENGTH = 8 * 1024;

	private WireRequestReader() {
	}

	/**
	 * {@return the parameters of a form or of JSON}
	 * @param request the request
	 * @throws WireException if the body is malformed or too large, or if a parameter is
	 * in the URL, which servers log
	 * @throws IOException if the connection failed
	 */
	public static WireRequest read(ServerRequest request) throws IOException {
		HttpServletRequest servletRequest = request.servletRequest();
		String query = servletRequest.getQueryString();
		if (query != null) {
			requireNoParameter(query);
		}
		return parse(request, bytes(servletRequest));
	}

	private static void requireNoParameter(String query) {
		for (String key : FormDecoder.names(query)) {
			ParameterName.ofAnyCase(key).ifPresent((name) -> {
				throw WireException.invalidRequest(name.snake() + " must be in the body, not in the URL");
			});
		}
	}

	/**
	 * {@return the parameters of JSON, which other sites cannot send without a preflight}
	 * @param request the request
	 * @throws WireException if the body is not JSON, malformed or too large
	 * @throws IOException if the connection failed
	 */
	public static WireRequest readJson(ServerRequest request) throws IOException {
		MediaType type = type(request.servletRequest());
		if (type == null || !type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
			throw unsupported("application/json");
		}
		return json(request, JsonCodec.readObject(FormDecoder.utf8(bytes(request.servletRequest()))));
	}

	/**
	 * {@return the parameters in the query of a GET}
	 * @param request the request
	 * @throws WireException if the query is malformed
	 */
	public static WireRequest readQuery(ServerRequest request) {
		String query = request.servletRequest().getQueryString();
		return WireRequest
			.ofForm((query != null) ? FormDecoder.pairs(query.getBytes(StandardCharsets.ISO_8859_1)) : List.of(), null);
	}

	/**
	 * {@return a stripped field of the page, or empty if it is blank or unreadable}
	 * @param request the request
	 * @param name the name of the field
	 */
	public static Optional<String> readField(HttpServletRequest request, String name) {
		try {
			return Optional.ofNullable(request.getParameter(name)).map(String::strip).filter((text) -> !text.isEmpty());
		}
		catch (IllegalStateException | RequestRejectedException ex) {
			return Optional.empty();
		}
	}

	private static WireRequest parse(ServerRequest request, byte[] body) {
		MediaType type = type(request.servletRequest());
		if ((type == null) ? body.length == 0 : type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
			return json(request, JsonCodec.readObject(FormDecoder.utf8(body)));
		}
		if (type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
			WireDialect.FORM.keepFor(request);
			return WireRequest.ofForm((body.length > 0) ? FormDecoder.pairs(body) : parsed(request.servletRequest()),
					basicClient(request));
		}
		throw unsupported();
	}

	/** Stores the dialect before any value is read, since reading may fail. */
	private static WireRequest json(ServerRequest request, JsonNode object) {
		WireDialect dialect = WireRequest.dialect(object);
		dialect.keepFor(request);
		return WireRequest.ofJson(dialect, object, basicClient(request));
	}

	private static @Nullable BasicClient basicClient(ServerRequest request) {
		return BasicClient.read(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
	}

	/** Reads a form that a filter of the host has parsed, which empties the stream. */
	private static List<Map.Entry<String, String>> parsed(HttpServletRequest request) {
		// The query adds no parameter, since read(…) has refused it
		List<Map.Entry<String, String>> pairs = pairs(request);
		int length = pairs.stream().mapToInt((pair) -> pair.getKey().length() + pair.getValue().length() + 2).sum();
		if (length > MAX_BODY_LENGTH + 1) {
			throw tooLarge();
		}
		return pairs;
	}

	private static List<Map.Entry<String, String>> pairs(HttpServletRequest request) {
		try {
			return ReadableRequest.parameters(request)
				.entrySet()
				.stream()
				.flatMap((entry) -> Arrays.stream(entry.getValue()).map((value) -> Map.entry(entry.getKey(), value)))
				.toList();
		}
		catch (IllegalStateException ex) {
			// The query cannot be decoded, so no filter has parsed the form
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
		if (length > MAX_BODY_LENGTH) {
			throw tooLarge();
		}
		// A chunked body has no length and may be too large
		byte[] body = request.getInputStream().readNBytes((length >= 0) ? (int) length : MAX_BODY_LENGTH + 1);
		if (body.length > MAX_BODY_LENGTH) {
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
