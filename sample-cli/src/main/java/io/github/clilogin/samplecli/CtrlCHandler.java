package io.github.clilogin.samplecli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.PendingLogin;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a login when the user presses Ctrl-C. The handler stops the current step and
 * then waits for the command. So the command alone writes to the terminal, and collected
 * credentials are stored first. Thread-safe.
 */
final class CtrlCHandler {

	/** Gives a keychain time to answer. */
	private static final long MAX_WAIT_SECONDS = 10;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Runnable fallback;

	private @Nullable Runnable stop;

	private boolean isPressed;

	/**
	 * Creates a handler.
	 * @param fallback runs if Ctrl-C is pressed while nothing can be cancelled
	 */
	CtrlCHandler(Runnable fallback) {
		this.fallback = fallback;
	}

	/** Returns a handler that runs whenever the JVM shuts down. */
	static CtrlCHandler ofThisProcess(boolean isTerminal) {
		// Keeps the shell's prompt off the line that Ctrl-C interrupted
		CtrlCHandler ctrlC = new CtrlCHandler(isTerminal ? System.out::println : () -> {
		});
		Runtime.getRuntime().addShutdownHook(new Thread(ctrlC::press, "acme-ctrl-c"));
		return ctrlC;
	}

	/** Starts a login that Ctrl-C can cancel from the first request on. */
	PendingLogin start(LoginStart start, LoginReport report) throws CliLoginException, AcmeException {
		stopBy(Thread.currentThread()::interrupt);
		return cancelOnPress(start.start(), report);
	}

	/** Makes Ctrl-C cancel the given login. */
	PendingLogin cancelOnPress(PendingLogin login, LoginReport report) throws AcmeException {
		stopBy(() -> {
			// Close the report first: the server may be slow
			report.close();
			login.close();
		});
		return login;
	}

	/** Makes Ctrl-C wait for the command, which is about to store credentials. */
	void waitOnPress() throws AcmeException {
		stopBy(() -> {
		});
	}

	private synchronized void stopBy(Runnable next) throws AcmeException {
		if (this.isPressed) {
			next.run();
			Thread.interrupted();
			throw new AcmeException(ExitCode.CANCELLED, "The login was cancelled.");
		}
		this.stop = next;
	}

	void press() {
		synchronized (this) {
			this.isPressed = true;
			if (this.stop == null) {
				runFallback();
				return;
			}
			this.stop.run();
		}
		try {
			this.ended.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void runFallback() {
		if (this.ended.getCount() > 0) {
			this.fallback.run();
		}
	}

	/** Tells the handler that the command has finished. */
	void end() {
		this.ended.countDown();
	}

	/** Starts a login. */
	@FunctionalInterface
	interface LoginStart {

		PendingLogin start() throws CliLoginException;

	}

}
