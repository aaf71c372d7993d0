package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import org.jspecify.annotations.Nullable;

/**
 * Contains a response of the API, up to a size limit.
 *
 * @param status the HTTP status
 * @param body the body, or {@code null} if it exceeds the limit
 * @param lacksScope whether the token lacks a scope for the request
 */
record ApiResponse(int status, @Nullable String body, boolean lacksScope) {

	/** Exceeds every real list of logins by far. */
	private static final int MAX_LENGTH = 2 * 1024 * 1024;

	private static final int MAX_DEPTH = 32;

	static ApiResponse of(HttpResponse<InputStream> response) {
		try (InputStream body = response.body()) {
			byte[] bytes = body.readNBytes(MAX_LENGTH + 1);
			return new ApiResponse(response.statusCode(),
					(bytes.length > MAX_LENGTH) ? null : new String(bytes, StandardCharsets.UTF_8),
					response.headers()
						.firstValue("WWW-Authenticate")
						.filter((challenge) -> challenge.contains("insufficient_scope"))
						.isPresent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the JSON of a successful response, or {@code null} if it is not an object.
	 */
	@Nullable JsonObject json() {
		try {
			return (this.status == 200 && this.body != null && isFlat(this.body)) ? JsonParser.object().from(this.body)
					: null;
		}
		catch (JsonParserException ex) {
			return null;
		}
	}

	/** Limits the depth, since the parser has no limit and overflows the stack. */
	private static boolean isFlat(String json) {
		int depth = 0;
		boolean isInString = false;
		for (int i = 0; i < json.length() && depth <= MAX_DEPTH; i++) {
			char next = json.charAt(i);
			isInString ^= next == '"';
			if (isInString) {
				i += (next == '\\') ? 1 : 0;
			}
			else {
				depth += (next == '[' || next == '{') ? 1 : 0;
				depth -= (next == ']' || next == '}') ? 1 : 0;
			}
		}
		return depth <= MAX_DEPTH;
	}

}
