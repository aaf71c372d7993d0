package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Shows the remaining time of a login in the last line of the terminal. The text is short
 * enough for a narrow window. It goes to standard output, which is known to be a
 * terminal. Without a terminal it is printed once. Thread-safe.
 */
final class StatusLine implements AutoCloseable {

	private static final String ERASE = "\r\033[K";

	private final PrintWriter out;

	private final boolean isLive;

	private final Clock clock;

	/** Shows an open question, or {@code null}. */
	private @Nullable PrintWriter question;

	private final CountDownLatch closed = new CountDownLatch(1);

	StatusLine(CliContext context) {
		this.out = context.out();
		this.isLive = context.isLive();
		this.clock = context.clock();
	}

	synchronized void start(Instant expiresAt) {
		if (!this.isLive) {
			this.out.println("Waiting, " + left(expiresAt) + " left (Ctrl-C cancels) ...");
			return;
		}
		Thread ticker = new Thread(() -> tick(expiresAt), "acme-status");
		ticker.setDaemon(true);
		ticker.start();
	}

	private void tick(Instant expiresAt) {
		try {
			do {
				draw(expiresAt);
			}
			while (!this.closed.await(1, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void draw(Instant expiresAt) {
		if (this.closed.getCount() > 0 && this.question == null) {
			this.out.print(ERASE + "Waiting, " + left(expiresAt) + " left");
			this.out.flush();
		}
	}

	/** Returns minutes and seconds. */
	String left(Instant expiresAt) {
		Duration left = Duration.between(this.clock.instant(), expiresAt);
		return String.format("%d:%02d", Math.max(0, left.toMinutes()), Math.max(0, left.toSecondsPart()));
	}

	/** Prints a permanent line above this one. */
	synchronized void print(PrintWriter writer, String line) {
		erase();
		writer.println(line);
	}

	/** Shows a question instead of the remaining time. */
	synchronized void ask(PrintWriter writer, String question) {
		erase();
		this.question = writer;
		writer.print(question);
		writer.flush();
	}

	/** Notes that the user has ended the line of the question. */
	synchronized void answered() {
		this.question = null;
	}

	private void erase() {
		if (this.question != null && !this.isLive) {
			this.question.println();
		}
		this.question = null;
		if (this.isLive) {
			this.out.print(ERASE);
			this.out.flush();
		}
	}

	@Override
	public synchronized void close() {
		if (this.closed.getCount() > 0) {
			this.closed.countDown();
			erase();
		}
	}

}
