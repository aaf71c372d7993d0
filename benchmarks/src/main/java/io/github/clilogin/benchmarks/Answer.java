package io.github.clilogin.benchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complete response.
 *
 * @param text the whole text
 * @param isLast whether the server closes the connection after it
 * @param at the time at which it had arrived, in nanoseconds
 */
record Answer(String text, boolean isLast, long at) {

	private static final String END_OF_HEAD = "\r\n\r\n";

	private static final String LENGTH = "\r\ncontent-length:";

	/** Returns the response, or an empty result until it is complete. */
	static Optional<Answer> of(String text, long at) {
		int head = text.indexOf(END_OF_HEAD);
		if (head < 0) {
			return Optional.empty();
		}
		String headers = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
		return isComplete(text, head + END_OF_HEAD.length(), headers)
				? Optional.of(new Answer(text, headers.contains("\r\nconnection: close\r\n"), at)) : Optional.empty();
	}

	private static boolean isComplete(String text, int body, String headers) {
		int length = headers.indexOf(LENGTH);
		if (length < 0) {
			return headers.contains("\r\ntransfer-encoding: chunked\r\n") ? text.endsWith("0" + END_OF_HEAD) : true;
		}
		int start = length + LENGTH.length();
		return text.length() >= body + Integer.parseInt(headers.substring(start, headers.indexOf('\r', start)).strip());
	}

	/** Returns a member of the JSON body. */
	String member(String name) {
		Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(this.text);
		if (!matcher.find()) {
			throw new IllegalStateException("No " + name + " in " + this.text);
		}
		return matcher.group(1);
	}

}
