package io.github.clilogin.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Hands return codes from the listener and the prompt to the thread that polls.
 * Thread-safe.
 */
final class ReturnCodeQueue {

	private final Queue<String> codes = new ArrayDeque<>();

	private CompletableFuture<Void> news = new CompletableFuture<>();

	synchronized void add(String code) {
		this.codes.add(code);
		wake();
	}

	synchronized void wake() {
		this.news.complete(null);
	}

	/** Returns the next code, or {@code null} if no code has arrived. */
	synchronized @Nullable String next() {
		String code = this.codes.poll();
		if (this.codes.isEmpty()) {
			this.news = new CompletableFuture<>();
		}
		return code;
	}

	synchronized boolean isEmpty() {
		return this.codes.isEmpty();
	}

	/** Returns a future that completes when there is something new. */
	synchronized CompletableFuture<Void> news() {
		return this.news;
	}

}
