package io.github.clilogin.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.function.ServerResponse;

/**
 * One poll that is willing to wait. It may be released before it has begun to wait: then
 * it is answered at once.
 */
final class WaitingPoll {

	/** Time to read the login and to write the answer, before the container gives up. */
	private static final Duration ANSWERING = Duration.ofSeconds(30);

	private final String id;

	private final String network;

	private final Duration wait;

	private final CompletableFuture<Void> released = new CompletableFuture<>();

	private volatile Instant until;

	WaitingPoll(String id, String network, Duration wait, Instant until) {
		this.id = id;
		this.network = network;
		this.wait = wait;
		this.until = until;
	}

	/** The id of the login. */
	String id() {
		return this.id;
	}

	/** Who shares the number of polls that may wait. */
	String network() {
		return this.network;
	}

	/** Says what was applied of what was preferred. */
	Answer applied(Answer answer) {
		return answer.header("Preference-Applied", "wait=" + this.wait.toSeconds());
	}

	boolean isDue(Instant now) {
		return !now.isBefore(this.until);
	}

	void release() {
		this.released.complete(null);
	}

	/**
	 * Waits without a thread. The answer is found by a thread of the container's, so that
	 * whoever releases is not held up.
	 */
	ServerResponse park(Instant expiresAt, Function<HttpServletRequest, Answer> answer) {
		if (expiresAt.isBefore(this.until)) {
			this.until = expiresAt;
		}
		ServerResponse late = ServerResponse.ok().build((request, response) -> {
			applied(answer.apply(request)).writeTo(response);
			return null;
		});
		return ServerResponse.async(this.released.thenApply((nothing) -> late), this.wait.plus(ANSWERING));
	}

}
