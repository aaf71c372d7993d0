package io.github.clilogin.conformance;

import java.net.URI;
import java.net.http.HttpRequest;

import org.jspecify.annotations.Nullable;

/**
 * A request of a client and what it was answered.
 *
 * @param method the verb
 * @param path the path, without the query
 * @param contentType the type of the body
 * @param authorization the header of that name
 * @param body what was sent
 * @param status the status of the answer
 * @param answer the body of the answer
 */
public record Exchange(String method, String path, @Nullable String contentType, @Nullable String authorization,
		String body, int status, String answer) {

	/** Whether an answer carries this error code. */
	boolean isAnswered(String error) {
		return this.answer.contains("\"" + error + "\"");
	}

	/** The same request once more. */
	HttpRequest again(URI server) {
		HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(this.path))
			.header(WireTap.OURS, "true")
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
