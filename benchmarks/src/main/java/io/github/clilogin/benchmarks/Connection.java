package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A connection to the server. It is opened when it is needed and kept until the server
 * closes it.
 */
final class Connection {

	private static final int MOST_GENERATIONS = 250;

	private final InetSocketAddress server;

	private final int number;

	private final boolean ownAddress;

	private @Nullable SocketChannel channel;

	private @Nullable Request request;

	private String received = "";

	private int opened;

	private boolean used;

	private boolean busy;

	private long due;

	Connection(int port, int number, boolean ownAddress) throws IOException {
		InetAddress loopback = InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });
		this.server = new InetSocketAddress(loopback, port);
		this.number = number;
		this.ownAddress = ownAddress;
	}

	int number() {
		return this.number;
	}

	/** Returns the time at which the request was due. */
	long due() {
		return this.due;
	}

	Optional<Request> request() {
		return Optional.ofNullable(this.request);
	}

	void send(Request next, long dueAt, Selector selector) throws IOException {
		this.request = next;
		this.due = dueAt;
		this.busy = true;
		if (this.channel == null) {
			connect(selector);
		}
		else {
			write(this.channel, next);
		}
	}

	private void connect(Selector selector) throws IOException {
		SocketChannel fresh = SocketChannel.open();
		this.channel = fresh;
		this.used = false;
		this.received = "";
		fresh.configureBlocking(false);
		fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
		// Without a TIME_WAIT state, or ports would run out
		fresh.setOption(StandardSocketOptions.SO_LINGER, 0);
		fresh.bind(local());
		boolean connected = fresh.connect(this.server);
		fresh.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
		if (connected && this.request != null) {
			write(fresh, this.request);
		}
	}

	/** Returns another local address each time the connection is opened. */
	private @Nullable InetSocketAddress local() throws IOException {
		int generation = 1 + this.opened++ % MOST_GENERATIONS;
		byte[] own = { 127, (byte) generation, (byte) (this.number >> 8), (byte) this.number };
		return this.ownAddress ? new InetSocketAddress(InetAddress.getByAddress(own), 0) : null;
	}

	void connected(SelectionKey key) throws IOException {
		if (this.channel != null && this.channel.finishConnect() && this.request != null) {
			key.interestOps(SelectionKey.OP_READ);
			write(this.channel, this.request);
		}
	}

	private static void write(SocketChannel channel, Request request) throws IOException {
		if (channel.write(ByteBuffer.wrap(request.bytes())) < request.bytes().length) {
			throw new IOException("The server does not read");
		}
	}

	/**
	 * Reads the available bytes: a response, a part of one, or the end of the connection.
	 */
	Optional<Answer> read(ByteBuffer buffer, Selector selector) throws IOException {
		if (this.channel == null) {
			return Optional.empty();
		}
		buffer.clear();
		if (this.channel.read(buffer) < 0) {
			ended(selector);
			return Optional.empty();
		}
		this.received += StandardCharsets.ISO_8859_1.decode(buffer.flip());
		Optional<Answer> answer = Answer.of(this.received, System.nanoTime());
		if (answer.isPresent()) {
			this.used = true;
			this.request = null;
			this.received = "";
		}
		return answer;
	}

	/** Sends the request again if the server closed a kept connection. */
	private void ended(Selector selector) throws IOException {
		close();
		if (this.request != null) {
			if (!this.used || !this.received.isEmpty()) {
				throw new IOException("The server closed the connection without a response");
			}
			connect(selector);
		}
	}

	/** Marks the connection as free and returns whether it was busy. */
	boolean leave() {
		boolean left = this.busy;
		this.busy = false;
		return left;
	}

	/** Gives up on the request. */
	void abandon() {
		this.request = null;
		try {
			close();
		}
		catch (IOException ex) {
			this.channel = null;
		}
	}

	boolean isOpen() {
		return this.channel != null;
	}

	void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
			this.channel = null;
		}
	}

}
