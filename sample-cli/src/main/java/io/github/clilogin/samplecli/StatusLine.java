package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Shows the remaining time of a login in the last line of the terminal. The text is short
 * enough for a narrow window. It goes to standard output, which is known to be a
 * terminal. Without a terminal it is printed once. A question takes its place on the
 * terminal device, since the standard streams may be redirected. Thread-safe.
 */
final class StatusLine implements AutoCloseable {

	private static final String ERASE = "\r\033[K";

	private final PrintWriter out;

	private final boolean isLive;

	private final Clock clock;

	private final TerminalDevice terminal;

	/** The question that is open, or {@code null}. */
	private @Nullable String question;

	private final CountDownLatch closed = new CountDownLatch(1);

	StatusLine(CliContext context) {
		this.out = context.out();
		this.isLive = context.isLive();
		this.clock = context.clock();
		this.terminal = context.terminal();
	}

	/** Starts to count down to a time that may change. */
	synchronized void start(Supplier<Instant> expiresAt) {
		if (!this.isLive) {
			this.out.println("Waiting, " + left(expiresAt.get()) + " left (Ctrl-C cancels) ...");
			return;
		}
		Thread ticker = new Thread(() -> tick(expiresAt), "acme-status");
		ticker.setDaemon(true);
		ticker.start();
	}

	private void tick(Supplier<Instant> expiresAt) {
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

	private synchronized void draw(Supplier<Instant> expiresAt) {
		if (!isClosed() && this.question == null) {
			this.out.print(ERASE + "Waiting, " + left(expiresAt.get()) + " left");
			this.out.flush();
		}
	}

	/** Returns minutes and seconds. */
	String left(Instant expiresAt) {
		Duration left = Duration.between(this.clock.instant(), expiresAt);
		return String.format("%d:%02d", Math.max(0, left.toMinutes()), Math.max(0, left.toSecondsPart()));
	}

	/** Prints a permanent line above this one. Prints nothing after the end. */
	synchronized void print(PrintWriter writer, String line) {
		if (!isClosed()) {
			erase();
			writer.println(line);
			write(Objects.requireNonNullElse(this.question, ""));
		}
	}

	/**
	 * Asks on the terminal instead of showing the remaining time. Asks nothing after the
	 * end.
	 * @param note a line above the question, or an empty text
	 * @return whether the question is open
	 */
	synchronized boolean ask(String note, String question) throws IOException {
		if (isClosed()) {
			return false;
		}
		erase();
		this.terminal.write((note.isEmpty() ? "" : note + System.lineSeparator()) + question);
		this.question = question;
		return true;
	}

	/** Notes that the user has ended the line of the question. */
	synchronized void answered() {
		this.question = null;
	}

	private boolean isClosed() {
		return this.closed.getCount() == 0;
	}

	/** Leaves the cursor on an empty line. */
	private void erase() {
		if (this.question != null) {
			write(this.isLive ? ERASE : System.lineSeparator());
		}
		else if (this.isLive) {
			this.out.print(ERASE);
			this.out.flush();
		}
	}

	private void write(String text) {
		try {
			if (!text.isEmpty()) {
				this.terminal.write(text);
			}
		}
		catch (IOException ex) {
			// The user has closed the terminal
		}
	}

	@Override
	public synchronized void close() {
		if (!isClosed()) {
			erase();
			this.closed.countDown();
		}
	}

}
