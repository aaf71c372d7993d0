package io.github.clilogin.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What to send, and how to know the right answer.
 *
 * @param bytes the request as it goes over the wire
 * @param expected a text in the right answer; any other answer is an error
 * @param counts whether its latency is recorded
 * @param answered told about the right answer
 */
record Request(byte[] bytes, String expected, boolean counts, Consumer<Answer> answered) {

	private static final Consumer<Answer> NOBODY = (answer) -> {
	};

	static Request of(String text, String expected) {
		return new Request(text.getBytes(StandardCharsets.ISO_8859_1), expected, true, NOBODY);
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

	/** The same request, of which the latency is not recorded. */
	Request uncounted() {
		return new Request(this.bytes, this.expected, false, this.answered);
	}

	/** The same request, of which somebody wants to see the answer. */
	Request then(Consumer<Answer> consumer) {
		return new Request(this.bytes, this.expected, this.counts, consumer);
	}

}
