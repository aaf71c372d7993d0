package io.github.clilogin.conformance;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;

/**
 * Contains a request of a client and its response.
 *
 * @param method the HTTP method
 * @param path the path, without the query
 * @param contentType the {@code Content-Type} header
 * @param authorization the {@code Authorization} header
 * @param body the body of the request
 * @param status the status of the response
 * @param answer the body of the response
 */
public record Exchange(String method, String path, @Nullable String contentType, @Nullable String authorization,
		String body, int status, String answer) {

	/** Returns whether the response contains this value, such as an error code. */
	boolean isAnswered(String error) {
		return this.answer.contains("\"" + error + "\"");
	}

	/** Sends the same request, marked as one of the test. */
	RawResponse again(RawConnection wire) {
		byte[] bytes = this.body.getBytes(StandardCharsets.UTF_8);
		StringBuilder headers = new StringBuilder(WireTap.TEST_HEADER + ": true\r\nContent-Length: " + bytes.length);
		if (this.contentType != null) {
			headers.append("\r\nContent-Type: ").append(this.contentType);
		}
		if (this.authorization != null) {
			headers.append("\r\nAuthorization: ").append(this.authorization);
		}
		return wire.request(this.method, this.path, headers.toString(), bytes);
	}

}
