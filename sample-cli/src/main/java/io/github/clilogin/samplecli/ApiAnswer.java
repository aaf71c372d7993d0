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
 * What the API said, as far as it is read.
 *
 * @param status the HTTP status
 * @param body the beginning of the body
 * @param lacksScope whether the credentials are good, but not for this
 */
record ApiAnswer(int status, String body, boolean lacksScope) {

	private static final int MAX_LENGTH = 65_536;

	private static final int MAX_DEPTH = 32;

	static ApiAnswer of(HttpResponse<InputStream> response) {
		try (InputStream body = response.body()) {
			return new ApiAnswer(response.statusCode(), new String(body.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8),
					response.headers()
						.firstValue("WWW-Authenticate")
						.filter((challenge) -> challenge.contains("insufficient_scope"))
						.isPresent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The JSON of a success, or {@code null} if it is none. */
	@Nullable JsonObject json() {
		try {
			return (this.status == 200 && isFlat(this.body)) ? JsonParser.object().from(this.body) : null;
		}
		catch (JsonParserException ex) {
			return null;
		}
	}

	/** The parser has no limit of its own and would end in a stack overflow. */
	private static boolean isFlat(String json) {
		int depth = 0;
		for (int i = 0; i < json.length() && depth <= MAX_DEPTH; i++) {
			depth += (json.charAt(i) == '[' || json.charAt(i) == '{') ? 1 : 0;
			depth -= (json.charAt(i) == ']' || json.charAt(i) == '}') ? 1 : 0;
		}
		return depth <= MAX_DEPTH;
	}

}
