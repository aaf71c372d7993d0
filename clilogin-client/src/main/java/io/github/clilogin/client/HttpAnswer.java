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
 * What a server answered, whoever it was: a proxy's page is an answer too.
 */
record HttpAnswer(int status, byte[] body, @Nullable String retryAfterHeader, boolean wasHeld) {

	/** The preference of RFC 7240 §4.3, perhaps among others. */
	private static final Pattern WAIT_PREFERENCE = Pattern.compile("(?:^|,)\\s*wait\\s*(?:[=;,]|$)",
			Pattern.CASE_INSENSITIVE);

	/** Held means: the server says that it waits with its answer, as it was asked to. */
	static HttpAnswer of(HttpResponse<byte[]> response) {
		HttpHeaders headers = response.headers();
		boolean wasHeld = headers.allValues("Preference-Applied")
			.stream()
			.anyMatch((applied) -> WAIT_PREFERENCE.matcher(applied).find());
		return new HttpAnswer(response.statusCode(), response.body(), headers.firstValue("Retry-After").orElse(null),
				wasHeld);
	}

	/** The body, or {@code null} if it is no JSON object: an error page, say. */
	@Nullable JsonObject json() {
		try {
			return JsonReader.read(this.body);
		}
		catch (MalformedJsonException ex) {
			return null;
		}
	}

	/** Whether this is for a person's eyes, as something on the way answers. */
	boolean isPage() {
		return new String(this.body, StandardCharsets.ISO_8859_1).stripLeading().startsWith("<");
	}

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/** Whether the same request may well succeed later. */
	boolean isTemporary() {
		return isBusy() || isRedirect();
	}

	boolean isBusy() {
		return this.status == 408 || this.status == 429 || this.status / 100 == 5;
	}

	/** A guest network's, as a rule. */
	boolean isRedirect() {
		return this.status / 100 == 3;
	}

	/** The delay that the server asks for, in either of HTTP's two spellings. */
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
