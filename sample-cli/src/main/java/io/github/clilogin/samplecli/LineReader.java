package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

import org.jspecify.annotations.Nullable;

/**
 * Reads short lines from standard input on a thread of its own. An interrupt ends the
 * wait for a line, and the next caller gets the line. Thread-safe.
 */
final class LineReader {

	/** Without a limit, {@code /dev/zero} would fill the memory. */
	private static final int MAX_LINE_LENGTH = 256;

	private final BufferedReader in;

	private final SynchronousQueue<Optional<String>> lines = new SynchronousQueue<>(true);

	private boolean isStarted;

	LineReader(BufferedReader in) {
		this.in = in;
	}

	/**
	 * Waits for the next line.
	 * @return the line, or {@code null} at the end of the input or of the limit
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable String next() throws InterruptedException {
		start();
		return this.lines.take().orElse(null);
	}

	private synchronized void start() {
		if (!this.isStarted) {
			this.isStarted = true;
			Thread reader = new Thread(this::read, "acme-stdin");
			reader.setDaemon(true);
			reader.start();
		}
	}

	private void read() {
		try {
			for (String line = line(); line != null; line = line()) {
				this.lines.put(Optional.of(line));
			}
			while (true) {
				this.lines.put(Optional.empty());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Returns a line, or {@code null} at the end of the input or of the limit. */
	private @Nullable String line() {
		StringBuilder line = new StringBuilder();
		try {
			int next = this.in.read();
			if (next < 0) {
				return null;
			}
			for (; next >= 0 && next != '\n'; next = this.in.read()) {
				if (line.length() == MAX_LINE_LENGTH) {
					return null;
				}
				line.append((char) next);
			}
			return line.toString();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
