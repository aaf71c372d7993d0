package io.github.clilogin.samplecli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.PendingLogin;
import org.jspecify.annotations.Nullable;

/**
 * Lets a person end a login at any moment. Pressing stops what runs and then waits for
 * the command, which alone says how it ended: nobody else writes to the terminal, and
 * credentials that have come are kept first. Thread-safe.
 */
final class CtrlCHandler {

	/** A keychain may take its time; longer, and something is broken. */
	private static final long MAX_WAIT_SECONDS = 10;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Runnable fallback;

	private @Nullable Runnable stop;

	private boolean isPressed;

	/**
	 * Makes one that nobody has pressed.
	 * @param fallback what to do where nothing needs to be stopped
	 */
	CtrlCHandler(Runnable fallback) {
		this.fallback = fallback;
	}

	/** One that the end of this process presses, whatever brings it about. */
	static CtrlCHandler ofThisProcess(boolean isTerminal) {
		// The shell's prompt shall not stand behind what the key has broken off
		CtrlCHandler ctrlC = new CtrlCHandler(isTerminal ? System.out::println : () -> {
		});
		Runtime.getRuntime().addShutdownHook(new Thread(ctrlC::press, "acme-ctrl-c"));
		return ctrlC;
	}

	/** Starts a login, which can be ended from its first moment. */
	PendingLogin start(CliLoginClient client, LoginReport report) throws CliLoginException, AcmeException {
		stopBy(Thread.currentThread()::interrupt);
		return during(client.start(), report);
	}

	/** A login that runs from now on. */
	PendingLogin during(PendingLogin login, LoginReport report) throws AcmeException {
		stopBy(() -> {
			// First: the server may take a moment, and the key should be seen to work
			report.close();
			login.close();
		});
		return login;
	}

	/** From now on there is nothing to cancel, only something to finish. */
	void tooLate() throws AcmeException {
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

	/** The command has said everything. */
	void end() {
		this.ended.countDown();
	}

}
