package io.github.clilogin.web.wire;

import java.io.IOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Builds a JSON response. It is written without message converters and whatever the
 * request accepts, so that no configuration of the host changes it. Not safe for use by
 * several threads.
 */
public final class WireResponse {

	private final HttpStatus status;

	private final WireDialect dialect;

	private final Map<String, Object> members = new LinkedHashMap<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private byte @Nullable [] encoded;

	private WireResponse(HttpStatus status, WireDialect dialect) {
		this.status = status;
		this.dialect = dialect;
		header(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	/**
	 * Starts a successful response.
	 * @param dialect the dialect of the request
	 * @return a response of status 200 without members
	 */
	public static WireResponse ok(WireDialect dialect) {
		return new WireResponse(HttpStatus.OK, dialect);
	}

	/**
	 * Returns a frequent response, whose body was encoded before.
	 * @param status the status
	 * @param dialect the dialect of the request
	 * @param body the encoded body
	 * @return a response that ignores members
	 */
	public static WireResponse encoded(HttpStatus status, WireDialect dialect, byte[] body) {
		WireResponse response = new WireResponse(status, dialect);
		response.encoded = body;
		return response;
	}

	/**
	 * Starts an error (RFC 6749 §5.2).
	 * @param status the status
	 * @param code the error code
	 * @param description the description, folded to the characters that the RFC allows
	 * @param dialect the dialect of the request
	 * @return the response
	 */
	public static WireResponse error(HttpStatus status, String code, String description, WireDialect dialect) {
		return new WireResponse(status, dialect).with("error", code).with("error_description", ascii(description));
	}

	/** Folds to printable ASCII without quote and backslash. */
	private static String ascii(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replace('"', '\'')
			.replaceAll("\\p{M}+", "")
			.replaceAll("[^ -~]|\\\\", "?");
	}

	/**
	 * Adds a member.
	 * @param name its name in snake_case
	 * @param value its value, which may be a response; {@code null} adds nothing
	 * @return this
	 */
	public WireResponse with(String name, @Nullable Object value) {
		if (value instanceof WireResponse nested) {
			this.members.put(this.dialect.name(name), nested.members);
		}
		else if (value != null) {
			this.members.put(this.dialect.name(name), value);
		}
		return this;
	}

	/**
	 * Sets a header.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	public WireResponse header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * Returns the members, for use in a list.
	 * @return the members
	 */
	public Map<String, Object> members() {
		return this.members;
	}

	/**
	 * Returns the encoded body.
	 * @return JSON in UTF-8
	 */
	public byte[] body() {
		return (this.encoded != null) ? this.encoded : JsonCodec.write(this.members);
	}

	/**
	 * Returns this response for a route.
	 * @return the response
	 */
	public ServerResponse toResponse() {
		return ServerResponse.status(this.status).build((request, response) -> {
			writeTo(response);
			return null;
		});
	}

	/**
	 * Writes this response.
	 * @param response the response of the container
	 * @throws IOException if the connection failed
	 */
	public void writeTo(HttpServletResponse response) throws IOException {
		byte[] body = body();
		response.setStatus(this.status.value());
		this.headers.forEach(response::setHeader);
		response.setCharacterEncoding((String) null);
		response.setContentType("application/json");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
		response.flushBuffer();
	}

}
