package io.github.clilogin.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A JSON answer in the making. It is written without message converters and whatever the
 * request accepts, so that nothing of the host changes it.
 */
final class Answer {

	private final HttpStatus status;

	private final Dialect dialect;

	private final Map<String, Object> members = new LinkedHashMap<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private byte @Nullable [] encoded;

	Answer(HttpStatus status, Dialect dialect) {
		this.status = status;
		this.dialect = dialect;
		header(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	static Answer ok(Dialect dialect) {
		return new Answer(HttpStatus.OK, dialect);
	}

	/** For an answer so frequent that its body is encoded before; it takes no members. */
	static Answer encoded(HttpStatus status, Dialect dialect, byte[] body) {
		Answer answer = new Answer(status, dialect);
		answer.encoded = body;
		return answer;
	}

	static Answer error(HttpStatus status, String code, String description, Dialect dialect) {
		return new Answer(status, dialect).with("error", code).with("error_description", Text.ascii(description));
	}

	/**
	 * Adds a member.
	 * @param name its name in snake_case
	 * @param value its value; {@code null} adds nothing
	 * @return this
	 */
	Answer with(String name, @Nullable Object value) {
		if (value instanceof Answer nested) {
			this.members.put(this.dialect.name(name), nested.members);
		}
		else if (value != null) {
			this.members.put(this.dialect.name(name), value);
		}
		return this;
	}

	Answer header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/** For members of a list. */
	Map<String, Object> members() {
		return this.members;
	}

	byte[] body() {
		return (this.encoded != null) ? this.encoded : Json.write(this.members);
	}

	ServerResponse toResponse() {
		return ServerResponse.status(this.status).build((request, response) -> {
			writeTo(response);
			return null;
		});
	}

	void writeTo(HttpServletResponse response) throws IOException {
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
