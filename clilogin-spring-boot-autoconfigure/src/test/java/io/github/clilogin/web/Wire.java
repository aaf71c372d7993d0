package io.github.clilogin.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Sends bytes exactly as they are told.
 */
public final class Wire {

	public static final String FORM = "Content-Type: application/x-www-form-urlencoded";

	public static final String JSON = "Content-Type: application/json";

	private final int port;

	public Wire(int port) {
		this.port = port;
	}

	public RawAnswer form(String path, String body, String... headers) {
		return post(path, FORM + "\r\n" + String.join("\r\n", headers), body.getBytes(StandardCharsets.UTF_8));
	}

	public RawAnswer json(String path, String body, String... headers) {
		return post(path, JSON + "\r\n" + String.join("\r\n", headers), body.getBytes(StandardCharsets.UTF_8));
	}

	public RawAnswer post(String path, String headers, byte[] body) {
		return request("POST", path, "Content-Length: " + body.length + "\r\n" + headers, body);
	}

	public RawAnswer get(String path, String... headers) {
		return request("GET", path, String.join("\r\n", headers), new byte[0]);
	}

	public RawAnswer request(String verb, String path, String headers, byte[] body) {
		String head = (verb + " " + path + " HTTP/1.1\r\nHost: localhost:" + this.port + "\r\nConnection: close\r\n"
				+ headers)
			.strip();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(body);
		return send(bytes.toByteArray());
	}

	public RawAnswer send(byte[] request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			return RawAnswer.parse(readAnswer(socket.getInputStream()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] readAnswer(InputStream in) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			in.transferTo(answer);
		}
		catch (IOException ex) {
			// A server that did not read a body to its end resets: the answer came before
			if (answer.size() == 0) {
				throw ex;
			}
		}
		return answer.toByteArray();
	}

	public static String basic(String userName, String password) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((userName + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/** One chunk per 1,000 bytes, and no Content-Length. */
	public static byte[] chunked(byte[] body) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < body.length; i += 1000) {
			int length = Math.min(1000, body.length - i);
			bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			bytes.write(body, i, length);
			bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return bytes.toByteArray();
	}

}
