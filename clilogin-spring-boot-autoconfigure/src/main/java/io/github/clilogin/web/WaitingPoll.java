package io.github.clilogin.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

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

	private final CompletableFuture<Release> released = new CompletableFuture<>();

	WaitingPoll(String id, String network, Duration wait) {
		this.id = id;
		this.network = network;
		this.wait = wait;
	}

	/** The id of the login. */
	String id() {
		return this.id;
	}

	/** Who shares the number of polls that may wait. */
	String network() {
		return this.network;
	}

	void release(Release release) {
		this.released.complete(release);
	}

	/** Says what was applied of what was preferred. */
	Answer applied(Answer answer) {
		return answer.header("Preference-Applied", "wait=" + this.wait.toSeconds());
	}

	/**
	 * Waits without a thread, as long as asked and while the login lives. The answer is
	 * found by a thread of the container's, so that whoever releases is not held up.
	 */
	ServerResponse park(Duration life, Runnable end, BiFunction<HttpServletRequest, Release, Answer> answer) {
		Duration longest = (life.compareTo(this.wait) < 0) ? life : this.wait;
		this.released.completeOnTimeout(Release.WAITED, longest.toMillis(), TimeUnit.MILLISECONDS);
		return ServerResponse.async(this.released.thenApply((release) -> {
			end.run();
			return late(release, answer);
		}), longest.plus(ANSWERING));
	}

	private static ServerResponse late(Release release, BiFunction<HttpServletRequest, Release, Answer> answer) {
		return ServerResponse.ok().build((request, response) -> {
			answer.apply(request, release).writeTo(response);
			// A filter of the host's that logs bodies copied when the wait began
			ContentCachingResponseWrapper copied = WebUtils.getNativeResponse(response,
					ContentCachingResponseWrapper.class);
			if (copied != null) {
				copied.copyBodyToResponse();
			}
			return null;
		});
	}

	/** Why a poll waits no longer. */
	enum Release {

		/** Something may have happened, or its time is over. */
		WAITED,

		/** Another poll of the login takes its place. */
		SENT_AWAY,

		/** The application ends. */
		ENDED

	}

}
