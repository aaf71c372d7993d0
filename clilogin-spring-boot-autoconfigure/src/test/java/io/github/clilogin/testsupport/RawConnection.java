package io.github.clilogin.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Sends HTTP requests byte by byte, malformed requests as well, to a server on this
 * machine. Uses one connection for each request. A header is written as
 * {@code "Name: value"}. Safe for use by many threads.
 */
public final class RawConnection {

	/** The header of a form. */
	public static final String FORM = "Content-Type: application/x-www-form-urlencoded";

	/** The header of JSON. */
	public static final String JSON = "Content-Type: application/json";

	private static final Duration MAX_WAIT = Duration.ofMinutes(1);

	private final int port;

	private final String hostName;

	private final InetAddress source;

	/** Creates the connection. */
	public RawConnection(int port) {
		this(port, "localhost");
	}

	/** Creates a connection whose requests name this host. */
	public RawConnection(int port, String hostName) {
		this(port, hostName, InetAddress.getLoopbackAddress());
	}

	private RawConnection(int port, String hostName, InetAddress source) {
		this.port = port;
		this.hostName = hostName;
		this.source = source;
	}

	/** Returns a connection from another address of this machine, such as 127.1.2.3. */
	public RawConnection from(String address) {
		try {
			return new RawConnection(this.port, this.hostName, InetAddress.getByName(address));
		}
		catch (UnknownHostException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends a form that is encoded already. */
	public RawResponse form(String path, String body, String... headers) {
		return post(path, FORM + "\r\n" + String.join("\r\n", headers), body.getBytes(StandardCharsets.UTF_8));
	}

	/** Sends a form with these fields. */
	public RawResponse form(String path, Map<String, String> fields, String... headers) {
		return form(path, TestBrowser.encode(fields), headers);
	}

	/** Sends JSON. */
	public RawResponse json(String path, String body, String... headers) {
		return post(path, JSON + "\r\n" + String.join("\r\n", headers), body.getBytes(StandardCharsets.UTF_8));
	}

	/** Sends a POST request. The headers are separated by CRLF. */
	public RawResponse post(String path, String headers, byte[] body) {
		return request("POST", path, "Content-Length: " + body.length + "\r\n" + headers, body);
	}

	/** Sends a GET request. */
	public RawResponse get(String path, String... headers) {
		return request("GET", path, String.join("\r\n", headers), new byte[0]);
	}

	/** Sends a form with another {@code Host} header, as a proxy does. */
	public RawResponse formTo(String host, String path, String body, String... headers) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return request("POST", path, host,
				"Content-Length: " + bytes.length + "\r\n" + FORM + "\r\n" + String.join("\r\n", headers), bytes);
	}

	/** Sends a request with any method. The headers are separated by CRLF. */
	public RawResponse request(String verb, String path, String headers, byte[] body) {
		return request(verb, path, this.hostName + ":" + this.port, headers, body);
	}

	private RawResponse request(String verb, String path, String host, String headers, byte[] body) {
		String head = (verb + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers)
			.strip();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(body);
		return send(bytes.toByteArray());
	}

	private RawResponse send(byte[] request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port, this.source, 0)) {
			socket.setSoTimeout((int) MAX_WAIT.toMillis());
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			return RawResponse.parse(readAnswer(socket.getInputStream()));
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

	/** Sends a request in a thread of its own. */
	public static CompletableFuture<RawResponse> async(Supplier<RawResponse> request) {
		return CompletableFuture.supplyAsync(request, (task) -> new Thread(task).start());
	}

	/** Returns the {@code Authorization} header with a name and a password. */
	public static String basic(String userName, String password) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((userName + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/** Writes a body as chunks of 1,000 bytes, which replaces {@code Content-Length}. */
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
