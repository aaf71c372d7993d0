package io.github.clilogin.conformance;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a client that is a Java library.
 */
final class InProcessAttempt implements Attempt {

	private final CompletableFuture<Invitation> invitation = new CompletableFuture<>();

	private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

	private final Thread thread;

	InProcessAttempt(Client client) {
		this.thread = new Thread(() -> run(client), "client");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run(Client client) {
		try {
			this.outcome.complete(client.login(this.invitation::complete));
		}
		catch (Throwable ex) {
			this.invitation.completeExceptionally(ex);
			this.outcome.completeExceptionally(ex);
		}
	}

	/**
	 * Polls at the interval, as RFC 8628 §3.5 requires, until the login has an outcome.
	 */
	static Outcome poll(long interval, Callable<Outcome> poll) throws Exception {
		for (;;) {
			Thread.sleep(interval * 1000);
			Outcome outcome = poll.call();
			if ("slow_down".equals(outcome.error())) {
				interval += 5;
			}
			else if (!"authorization_pending".equals(outcome.error())) {
				return outcome;
			}
		}
	}

	@Override
	public Invitation invitation() {
		return get(this.invitation);
	}

	@Override
	public Outcome outcome() {
		return get(this.outcome);
	}

	private static <T> T get(CompletableFuture<T> future) {
		try {
			return future.get(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("The client failed", ex);
		}
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	/** Logs in. */
	@FunctionalInterface
	interface Client {

		Outcome login(Screen screen) throws Exception;

	}

	/** Receives the code that the client shows. */
	@FunctionalInterface
	interface Screen {

		void show(Invitation invitation);

	}

}
