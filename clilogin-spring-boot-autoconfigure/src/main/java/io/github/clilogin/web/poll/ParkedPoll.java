package io.github.clilogin.web.poll;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

import io.github.clilogin.web.wire.WireResponse;

/**
 * A poll that is willing to wait. If it is released before it is parked, it is answered
 * at once.
 */
final class ParkedPoll {

	/**
	 * The time to read the login and write the response before the container gives up.
	 */
	private static final Duration RESPONSE_TIME = Duration.ofSeconds(30);

	private final String id;

	private final String network;

	private final Duration wait;

	private final CompletableFuture<Release> released = new CompletableFuture<>();

	private final CompletableFuture<Void> end = new CompletableFuture<>();

	ParkedPoll(String id, String network, Duration wait) {
		this.id = id;
		this.network = network;
		this.wait = wait;
	}

	/** Returns the id of the login. */
	String id() {
		return this.id;
	}

	/** Returns the network, which shares a number of waiting polls. */
	String network() {
		return this.network;
	}

	void release(Release release) {
		this.released.complete(release);
	}

	/** Returns the end of this poll: its response is written, or it did not wait. */
	CompletableFuture<Void> end() {
		return this.end;
	}

	/** Adds the header that says how long the poll would have waited. */
	WireResponse applied(WireResponse response) {
		return response.header("Preference-Applied", "wait=" + this.wait.toSeconds());
	}

	/**
	 * Waits without a thread, as long as the poll asked for and the login lives. A thread
	 * of the container writes the response, so that the releasing thread is not held up.
	 */
	ServerResponse park(Duration life, Runnable leave, BiFunction<HttpServletRequest, Release, WireResponse> response) {
		Duration longest = (life.compareTo(this.wait) < 0) ? life : this.wait;
		this.released.completeOnTimeout(Release.WAITED, longest.toMillis(), TimeUnit.MILLISECONDS);
		return ServerResponse.async(this.released.thenApply((release) -> {
			leave.run();
			return late(release, response);
		}), longest.plus(RESPONSE_TIME));
	}

	private ServerResponse late(Release release, BiFunction<HttpServletRequest, Release, WireResponse> response) {
		return ServerResponse.ok().build((request, servletResponse) -> {
			try {
				write(response.apply(request, release), servletResponse);
			}
			finally {
				this.end.complete(null);
			}
			return null;
		});
	}

	private static void write(WireResponse response, HttpServletResponse servletResponse) throws IOException {
		response.writeTo(servletResponse);
		// A filter of the host that logs bodies made its copy when the wait began
		ContentCachingResponseWrapper copied = WebUtils.getNativeResponse(servletResponse,
				ContentCachingResponseWrapper.class);
		if (copied != null) {
			copied.copyBodyToResponse();
		}
		// Jetty closes the connections of responses that are not written when it stops
		servletResponse.flushBuffer();
	}

	/**
	 * The reasons why a poll stops waiting.
	 */
	enum Release {

		/** Its login may have changed, or its time is over. */
		WAITED,

		/** A newer poll of the login takes its slot. */
		REPLACED,

		/** The application stops. */
		CLOSED

	}

}
