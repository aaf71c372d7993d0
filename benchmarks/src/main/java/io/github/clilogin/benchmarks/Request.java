package io.github.clilogin.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A request and the check of its response.
 *
 * @param bytes the request as it goes over the wire
 * @param right whether a response is right; any other is an error
 * @param answered called with the right response
 */
record Request(byte[] bytes, Predicate<String> right, Consumer<Answer> answered) {

	private static final Consumer<Answer> NOBODY = (answer) -> {
	};

	static Request of(String text, String expected) {
		return when(text, (answer) -> answer.contains(expected));
	}

	static Request when(String text, Predicate<String> right) {
		return new Request(text.getBytes(StandardCharsets.ISO_8859_1), right, NOBODY);
	}

	static String post(String path, String type, String body, String... headers) {
		return head("POST", path, headers) + "Content-Type: " + type + "\r\nContent-Length: " + body.length()
				+ "\r\n\r\n" + body;
	}

	static String get(String path, String... headers) {
		return head("GET", path, headers) + "\r\n";
	}

	private static String head(String method, String path, String... headers) {
		String more = (headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "";
		return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: acme/1.0\r\n" + more;
	}

	/** Returns the same request with a consumer of the response. */
	Request then(Consumer<Answer> consumer) {
		return new Request(this.bytes, this.right, consumer);
	}

}
