package io.github.clilogin.web;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What a request is answered with instead of what it asked for.
 */
final class WireException extends RuntimeException {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final HttpStatus status;

	private final String code;

	private final @Nullable Header header;

	WireException(HttpStatus status, String code, String description) {
		this(status, code, description, null);
	}

	WireException(HttpStatus status, String code, String description, @Nullable Header header) {
		super(description, null, false, false);
		this.status = status;
		this.code = code;
		this.header = header;
	}

	static WireException invalidRequest(String description) {
		return invalidRequest(HttpStatus.BAD_REQUEST, description);
	}

	static WireException invalidRequest(HttpStatus status, String description) {
		return new WireException(status, "invalid_request", description);
	}

	static WireException methodNotAllowed(String allowed) {
		return new WireException(HttpStatus.METHOD_NOT_ALLOWED, "invalid_request", "Use " + allowed,
				new Header("Allow", allowed));
	}

	static WireException forbidden(String description) {
		return new WireException(HttpStatus.FORBIDDEN, "access_denied", description);
	}

	static WireException unavailable() {
		return unavailable("Nothing is lost: try again", RETRY_AFTER);
	}

	static WireException unavailable(String description, Duration retryAfter) {
		return retryLater(HttpStatus.SERVICE_UNAVAILABLE, description, retryAfter);
	}

	static WireException tooManyRequests(Duration retryAfter) {
		return retryLater(HttpStatus.TOO_MANY_REQUESTS, "Too many requests: try again later", retryAfter);
	}

	private static WireException retryLater(HttpStatus status, String description, Duration retryAfter) {
		return new WireException(status, "temporarily_unavailable", description,
				new Header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
	}

	Map<String, String> headers() {
		return (this.header != null) ? Map.of(this.header.name(), this.header.value()) : Map.of();
	}

	Answer toAnswer(Dialect dialect) {
		Answer answer = Answer.error(this.status, this.code, String.valueOf(getMessage()), dialect);
		headers().forEach(answer::header);
		return answer;
	}

	/** A header that goes with an error. */
	record Header(String name, String value) implements Serializable {
	}

}
