package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The last line of a terminal, which says how long a login still waits. Short, so that no
 * window is too narrow for it. On standard output, for that is what is known to be one.
 * Without a terminal it is one line that stays. Thread-safe.
 */
final class StatusLine implements AutoCloseable {

	private static final String ERASE = "\r\033[K";

	private final PrintWriter out;

	private final boolean isLive;

	private final Clock clock;

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
		if (this.closed.getCount() > 0) {
			this.out.print(ERASE + "Waiting, " + left(expiresAt) + " left");
			this.out.flush();
		}
	}

	/** Minutes and seconds. */
	String left(Instant expiresAt) {
		Duration left = Duration.between(this.clock.instant(), expiresAt);
		return String.format("%d:%02d", Math.max(0, left.toMinutes()), Math.max(0, left.toSecondsPart()));
	}

	/** Prints a line that stays, above this one. */
	synchronized void print(PrintWriter writer, String line) {
		erase();
		writer.println(line);
	}

	private void erase() {
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
