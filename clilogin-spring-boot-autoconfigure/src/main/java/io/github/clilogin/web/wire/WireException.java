package io.github.clilogin.web.wire;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Refuses a request with an error response (RFC 6749 §5.2). */
public final class WireException extends RuntimeException {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final HttpStatus status;

	private final String code;

	private final @Nullable Header header;

	public WireException(HttpStatus status, String code, String description) {
		this(status, code, description, null);
	}

	private WireException(HttpStatus status, String code, String description, @Nullable Header header) {
		super(description, null, false, false);
		this.status = status;
		this.code = code;
		this.header = header;
	}

	/**
	 * {@return an {@code invalid_request} error with status 400}
	 * @param description the error description
	 */
	public static WireException invalidRequest(String description) {
		return invalidRequest(HttpStatus.BAD_REQUEST, description);
	}

	/**
	 * {@return an {@code invalid_request} error}
	 * @param status the status
	 * @param description the error description
	 */
	public static WireException invalidRequest(HttpStatus status, String description) {
		return new WireException(status, "invalid_request", description);
	}

	/**
	 * {@return an error with status 405}
	 * @param allowed the allowed methods, separated by commas
	 */
	public static WireException methodNotAllowed(String allowed) {
		return new WireException(HttpStatus.METHOD_NOT_ALLOWED, "invalid_request", "Use " + allowed,
				new Header(HttpHeaders.ALLOW, allowed));
	}

	/**
	 * {@return an {@code invalid_client} error with the status of RFC 6749 §5.2}
	 * @param authenticating whether the client used the {@code Authorization} header
	 */
	public static WireException invalidClient(boolean authenticating) {
		HttpStatus status = authenticating ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST;
		return new WireException(status, "invalid_client", "The client is missing or unknown",
				authenticating ? new Header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"clilogin\"") : null);
	}

	/**
	 * {@return an {@code access_denied} error with status 403}
	 * @param description the error description
	 */
	public static WireException forbidden(String description) {
		return new WireException(HttpStatus.FORBIDDEN, "access_denied", description);
	}

	/**
	 * {@return an {@code insufficient_scope} error with status 403 (RFC 6750 §3.1)}
	 * @param description the error description
	 */
	public static WireException insufficientScope(String description) {
		return new WireException(HttpStatus.FORBIDDEN, "insufficient_scope", description,
				new Header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\""));
	}

	/** Returns an error with status 503 for a request of unknown outcome. */
	static WireException unavailable() {
		return unavailable("The server is temporarily unavailable: try again", RETRY_AFTER);
	}

	/**
	 * {@return an error with status 503}
	 * @param description the error description
	 * @param retryAfter the time to wait before a retry
	 */
	public static WireException unavailable(String description, Duration retryAfter) {
		return retryLater(HttpStatus.SERVICE_UNAVAILABLE, description, retryAfter);
	}

	/**
	 * {@return an error with status 429}
	 * @param retryAfter the time to wait before a retry
	 */
	public static WireException tooManyRequests(Duration retryAfter) {
		return retryLater(HttpStatus.TOO_MANY_REQUESTS, "Too many requests: try again later", retryAfter);
	}

	private static WireException retryLater(HttpStatus status, String description, Duration retryAfter) {
		return new WireException(status, "temporarily_unavailable", description,
				new Header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds()))));
	}

	/**
	 * {@return the headers of the response, at most one}
	 */
	public Map<String, String> headers() {
		return (this.header != null) ? Map.of(this.header.name(), this.header.value()) : Map.of();
	}

	/**
	 * {@return the error response}
	 * @param dialect the dialect of the request
	 */
	public WireResponse toResponse(WireDialect dialect) {
		WireResponse response = WireResponse.error(this.status, this.code, String.valueOf(getMessage()), dialect);
		headers().forEach(response::header);
		return response;
	}

	private record Header(String name, String value) implements Serializable {
	}

}
