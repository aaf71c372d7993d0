package io.github.clilogin.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Receives the return code that a browser on this machine posts after the confirmation.
 * Listens on 127.0.0.1 until it is closed, since another user of the machine may know the
 * ID of the login and post a wrong code first. Each connection has a thread, since
 * browsers open connections that they use later or never. Thread-safe.
 */
final class ReturnListener implements AutoCloseable {

	static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

	/** A browser opens up to six connections to a server. */
	static final int MAX_CONNECTIONS = 16;

	/**
	 * The server rejects the login after three wrong codes. So other programs of this
	 * machine cannot end the login, and the user can still type the code.
	 */
	static final int MAX_CODES = 2;

	private static final int MAX_DISCARDED = 64 * 1024;

	private final ServerSocket server;

	private final Duration readTimeout;

	private final Deque<Socket> connections = new ArrayDeque<>();

	private final Set<String> taken = new HashSet<>();

	private int delivered;

	private ReturnListener(ServerSocket server, Duration readTimeout) {
		this.server = server;
		this.readTimeout = readTimeout;
	}

	/** Binds a free port, or returns {@code null} if none can be bound. */
	static @Nullable ReturnListener bind() {
		return bind(READ_TIMEOUT);
	}

	static @Nullable ReturnListener bind(Duration readTimeout) {
		try {
			ServerSocket server = new ServerSocket();
			// The JDK binds exclusively on Windows
			server.setReuseAddress(false);
			server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0));
			return new ReturnListener(server, readTimeout);
		}
		catch (IOException ex) {
			return null;
		}
	}

	InetAddress address() {
		return this.server.getInetAddress();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** Returns whether another code can arrive. */
	synchronized boolean isWaiting() {
		return !this.server.isClosed() && this.delivered < MAX_CODES;
	}

	/**
	 * Accepts connections from now on. Earlier ones have been waiting.
	 * @param finished the page to show after the code was received
	 * @param codes gets up to two different return codes, on other threads
	 */
	void start(String loginId, SecureOrigin origin, URI finished, Consumer<String> codes) {
		ReturnTarget target = new ReturnTarget("127.0.0.1:" + port(), loginId, origin, finished);
		run(() -> accept(target, codes));
	}

	private static void run(Runnable task) {
		Thread thread = new Thread(task, "clilogin-return");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept(ReturnTarget target, Consumer<String> codes) {
		try {
			while (true) {
				Socket connection = this.server.accept();
				keep(connection);
				run(() -> serve(connection, target, codes));
			}
		}
		catch (IOException ex) {
			close();
		}
	}

	/** Closes the oldest connection if there are too many, since it is probably idle. */
	private synchronized void keep(Socket connection) throws IOException {
		this.connections.removeIf(Socket::isClosed);
		this.connections.add(connection);
		if (this.connections.size() > MAX_CONNECTIONS) {
			this.connections.remove().close();
		}
	}

	private void serve(Socket connection, ReturnTarget target, Consumer<String> codes) {
		try (connection) {
			InputStream in = new BufferedInputStream(new TimedStream(connection, this.readTimeout));
			try {
				take(connection, target, ReturnRequest.read(in).returnCode(target), codes);
			}
			catch (RefusedReturnException ex) {
				answer(connection, ex.status() + " Refused");
				discard(connection, in);
			}
		}
		catch (IOException ex) {
			// The browser can open another connection
		}
	}

	/**
	 * Reads the rest, since an unread request would make the system discard the answer.
	 */
	private static void discard(Socket connection, InputStream in) throws IOException {
		connection.shutdownOutput();
		in.readNBytes(MAX_DISCARDED);
	}

	private void take(Socket connection, ReturnTarget target, String code, Consumer<String> codes)
			throws IOException, RefusedReturnException {
		boolean isNew = isNew(code);
		try {
			// Answer first: the process may end as soon as it has the code
			answer(connection, "303 See Other\r\nLocation: " + target.finished());
		}
		finally {
			if (isNew) {
				codes.accept(code);
				delivered();
			}
		}
	}

	/** A browser sends a form again after a double click. */
	private synchronized boolean isNew(String code) throws RefusedReturnException {
		if (this.taken.contains(code)) {
			return false;
		}
		if (this.taken.size() == MAX_CODES) {
			throw new RefusedReturnException(403);
		}
		return this.taken.add(code);
	}

	private synchronized void delivered() {
		this.delivered++;
	}

	private static void answer(Socket connection, String head) throws IOException {
		String answer = "HTTP/1.1 " + head
				+ "\r\nContent-Length: 0\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
		connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public synchronized void close() {
		try {
			this.server.close();
			while (!this.connections.isEmpty()) {
				this.connections.remove().close();
			}
		}
		catch (IOException ex) {
			// The threads end with the process
		}
	}

}
