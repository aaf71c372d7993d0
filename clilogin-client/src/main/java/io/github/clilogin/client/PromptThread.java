package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs a prompt beside the polls. One question is open at a time. Thread-safe.
 */
final class PromptThread {

	private final ReturnCodePrompt prompt;

	private final Consumer<String> codes;

	private final Runnable onGiveUp;

	private @Nullable Thread thread;

	private volatile boolean hasGivenUp;

	private volatile @Nullable Throwable failure;

	PromptThread(ReturnCodePrompt prompt, Consumer<String> codes, Runnable onGiveUp) {
		this.prompt = prompt;
		this.codes = codes;
		this.onGiveUp = onGiveUp;
	}

	/** Asks unless a question is open or the user cannot be asked. */
	synchronized void ask(@Nullable URI page, boolean isRepeated) {
		if (this.thread == null && !this.hasGivenUp) {
			this.thread = new Thread(() -> run(page, isRepeated), "clilogin-return-code");
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	private void run(@Nullable URI page, boolean isRepeated) {
		try {
			String text = this.prompt.ask(page, isRepeated);
			while (text != null && TypedCode.read(text) == null) {
				text = this.prompt.ask(page, true);
			}
			ended(text);
		}
		catch (IOException | InterruptedException ex) {
			ended(null);
		}
		catch (RuntimeException | Error ex) {
			// Console throws an IOError
			this.failure = ex;
			ended(null);
		}
	}

	private synchronized void ended(@Nullable String text) {
		if (this.thread != Thread.currentThread()) {
			return;
		}
		this.thread = null;
		if (text != null) {
			this.codes.accept(String.valueOf(TypedCode.read(text)));
		}
		else {
			this.hasGivenUp = true;
			this.onGiveUp.run();
		}
	}

	/**
	 * Returns whether the user cannot be asked.
	 * @throws RuntimeException or an {@link Error}, if the prompt failed with it
	 */
	boolean hasGivenUp() {
		if (this.failure instanceof RuntimeException problem) {
			throw problem;
		}
		if (this.failure instanceof Error problem) {
			throw problem;
		}
		return this.hasGivenUp;
	}

	/** Closes an open question. */
	synchronized void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

}
