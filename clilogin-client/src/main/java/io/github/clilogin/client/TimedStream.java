package io.github.clilogin.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Limits the time of a request from its first byte. A connection may be idle before. Not
 * thread-safe.
 */
final class TimedStream extends FilterInputStream {

	private final Socket connection;

	private final Duration timeout;

	private @Nullable Long begin;

	TimedStream(Socket connection, Duration timeout) throws IOException {
		super(connection.getInputStream());
		this.connection = connection;
		this.timeout = timeout;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.begin != null) {
			long left = this.timeout.toMillis() - (System.nanoTime() - this.begin) / 1_000_000;
			if (left <= 0) {
				throw new SocketTimeoutException();
			}
			this.connection.setSoTimeout((int) left);
		}
		int read = super.read(bytes, offset, length);
		this.begin = (this.begin != null) ? this.begin : Long.valueOf(System.nanoTime());
		return read;
	}

}
