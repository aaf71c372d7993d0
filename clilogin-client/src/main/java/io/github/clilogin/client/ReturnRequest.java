package io.github.clilogin.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Contains an HTTP request to the listener, which may come from any program of this
 * machine and from any page that a browser shows.
 *
 * @param method the method
 * @param path the path with the query
 * @param headers the headers, with names in lower case
 * @param body the body
 */
record ReturnRequest(String method, String path, Map<String, String> headers, String body) {

	static final String PATH = "/clilogin/return";

	static final int MAX_BODY_LENGTH = 1024;

	/** A browser sends the cookies of all local servers to each port. */
	private static final int MAX_HEAD_LENGTH = 32 * 1024;

	private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.[01]");

	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern FORM = Pattern.compile("login_id=([0-9a-f]{64})&return_code=([A-Za-z0-9_-]{43})"
			+ "|return_code=([A-Za-z0-9_-]{43})&login_id=([0-9a-f]{64})");

	static ReturnRequest read(InputStream in) throws IOException, RefusedReturnException {
		String[] lines = head(in).split("\r\n", -1);
		Matcher line = matching(REQUEST_LINE, lines[0]);
		Map<String, String> headers = new HashMap<>();
		for (int i = 1; i < lines.length; i++) {
			// A value can contain any byte, such as a cookie of another server
			String name = matching(HEADER_NAME, lines[i].split(":", 2)[0]).group();
			require(lines[i].length() > name.length(), 400);
			String value = lines[i].substring(name.length() + 1).strip();
			require(headers.put(name.toLowerCase(Locale.ROOT), value) == null, 400);
		}
		return new ReturnRequest(line.group(1), line.group(2), headers, body(in, headers));
	}

	private static String head(InputStream in) throws IOException, RefusedReturnException {
		StringBuilder head = new StringBuilder();
		while (head.length() <= MAX_HEAD_LENGTH) {
			int next = in.read();
			if (next < 0) {
				throw new EOFException();
			}
			head.append((char) next);
			if (next == '\n' && isEnd(head)) {
				return head.substring(0, head.length() - 4);
			}
		}
		throw new RefusedReturnException(431);
	}

	private static boolean isEnd(StringBuilder head) {
		int end = head.length() - 4;
		return end > 0 && head.indexOf("\r\n\r\n", end) == end;
	}

	private static String body(InputStream in, Map<String, String> headers) throws IOException, RefusedReturnException {
		String length = headers.getOrDefault("content-length", "0");
		if (headers.containsKey("transfer-encoding") || !length.matches("[0-9]{1,9}")) {
			throw new RefusedReturnException(400);
		}
		if (Integer.parseInt(length) > MAX_BODY_LENGTH) {
			throw new RefusedReturnException(413);
		}
		return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
	}

	private static Matcher matching(Pattern pattern, String text) throws RefusedReturnException {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.matches()) {
			throw new RefusedReturnException(400);
		}
		return matcher;
	}

	/** Returns the return code of a request from the page of the login. */
	String returnCode(ReturnTarget target) throws RefusedReturnException {
		require(this.path.equals(PATH), 404);
		require(this.method.equals("POST"), 405);
		require(target.host().equals(this.headers.get("host")), 403);
		require(isFrom(target, this.headers.get("origin")), 403);
		require(this.headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded"), 415);
		Matcher form = matching(FORM, this.body);
		boolean isIdFirst = form.group(1) != null;
		require(isEqual(target.loginId(), form.group(isIdFirst ? 1 : 4)), 403);
		return form.group(isIdFirst ? 2 : 3);
	}

	/** A page with another referrer policy has the origin {@code null}. */
	private static boolean isFrom(ReturnTarget target, @Nullable String origin) {
		return target.origin().toString().equals(origin) || "null".equals(origin);
	}

	private static boolean isEqual(String expected, String actual) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
				actual.getBytes(StandardCharsets.US_ASCII));
	}

	private static void require(boolean condition, int status) throws RefusedReturnException {
		if (!condition) {
			throw new RefusedReturnException(status);
		}
	}

	@Override
	public String toString() {
		return "ReturnRequest[method=" + this.method + "]";
	}

}
