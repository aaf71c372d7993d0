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
 * Builds a JSON response. Writes it without message converters and ignores the
 * {@code Accept} header, so that the host cannot change it. Not thread-safe.
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
	 * {@return a response with status 200 and no members}
	 * @param dialect the dialect of the request
	 */
	public static WireResponse ok(WireDialect dialect) {
		return new WireResponse(HttpStatus.OK, dialect);
	}

	/**
	 * {@return a response with an encoded body, which ignores members}
	 * @param status the status
	 * @param dialect the dialect of the request
	 * @param body the encoded body
	 */
	public static WireResponse encoded(HttpStatus status, WireDialect dialect, byte[] body) {
		WireResponse response = new WireResponse(status, dialect);
		response.encoded = body;
		return response;
	}

	/**
	 * {@return an error response (RFC 6749 §5.2)}
	 * @param status the status
	 * @param code the error code
	 * @param description the description; characters outside of the RFC are replaced
	 * @param dialect the dialect of the request
	 */
	public static WireResponse error(HttpStatus status, String code, String description, WireDialect dialect) {
		return new WireResponse(status, dialect).with("error", code).with("error_description", ascii(description));
	}

	/** Converts a text to printable ASCII without quotes and backslashes. */
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
			this.members.put(this.dialect.memberName(name), nested.members);
		}
		else if (value != null) {
			this.members.put(this.dialect.memberName(name), value);
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
	 * {@return the members, to nest them in a list}
	 */
	public Map<String, Object> members() {
		return this.members;
	}

	/**
	 * {@return the body, JSON in UTF-8}
	 */
	public byte[] body() {
		return (this.encoded != null) ? this.encoded : JsonCodec.write(this.members);
	}

	/**
	 * {@return this response for a route}
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
