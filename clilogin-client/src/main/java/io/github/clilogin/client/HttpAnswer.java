package io.github.clilogin.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Contains an HTTP response, which may come from a proxy instead of the server.
 */
record HttpAnswer(int status, byte[] body, @Nullable String retryAfterHeader, boolean wasHeld) {

	/** Finds the wait preference (RFC 7240 §4.3), possibly among others. */
	private static final Pattern WAIT_PREFERENCE = Pattern.compile("(?:^|,)\\s*wait\\s*(?:[=;,]|$)",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Copies a response. It was held if the server says that it applied the wait
	 * preference.
	 */
	static HttpAnswer of(HttpResponse<byte[]> response) {
		HttpHeaders headers = response.headers();
		boolean wasHeld = headers.allValues("Preference-Applied")
			.stream()
			.anyMatch((applied) -> WAIT_PREFERENCE.matcher(applied).find());
		return new HttpAnswer(response.statusCode(), response.body(), headers.firstValue("Retry-After").orElse(null),
				wasHeld);
	}

	/** Returns the body, or {@code null} if it is not a JSON object. */
	@Nullable JsonObject json() {
		try {
			return JsonReader.read(this.body);
		}
		catch (MalformedJsonException ex) {
			return null;
		}
	}

	/** Returns whether the body looks like an HTML page, as a proxy sends it. */
	boolean isPage() {
		return new String(this.body, StandardCharsets.ISO_8859_1).stripLeading().startsWith("<");
	}

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/** Returns whether the same request can succeed later. */
	boolean isTemporary() {
		return isBusy() || isRedirect();
	}

	boolean isBusy() {
		return this.status == 408 || this.status == 429 || this.status / 100 == 5;
	}

	/**
	 * Returns whether this is a redirect, which usually comes from a network's sign-in
	 * page.
	 */
	boolean isRedirect() {
		return this.status / 100 == 3;
	}

	/**
	 * Returns the delay in seconds or until a date, in either form of
	 * {@code Retry-After}.
	 */
	@Nullable Duration retryAfter(Clock clock) {
		if (this.retryAfterHeader == null) {
			return null;
		}
		if (this.retryAfterHeader.matches("[0-9]{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(this.retryAfterHeader));
		}
		try {
			ZonedDateTime date = ZonedDateTime.parse(this.retryAfterHeader, DateTimeFormatter.RFC_1123_DATE_TIME);
			return Duration.between(clock.instant(), date.toInstant());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return "HttpAnswer[status=" + this.status + "]";
	}

}
