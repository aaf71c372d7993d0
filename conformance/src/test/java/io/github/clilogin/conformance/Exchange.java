package io.github.clilogin.conformance;

import java.net.URI;
import java.net.http.HttpRequest;

import org.jspecify.annotations.Nullable;

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

	/** Returns the same request, marked as one of the test. */
	HttpRequest again(URI server) {
		HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(this.path))
			.header(WireTap.TEST_HEADER, "true")
			.method(this.method, HttpRequest.BodyPublishers.ofString(this.body));
		if (this.contentType != null) {
			request.header("Content-Type", this.contentType);
		}
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		return request.build();
	}

}
