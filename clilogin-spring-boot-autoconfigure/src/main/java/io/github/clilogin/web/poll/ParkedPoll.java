package io.github.clilogin.web.poll;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository.Undelivered;
import io.github.clilogin.web.wire.WireResponse;

/** Waits for a release. A poll that is released before it is parked does not wait. */
final class ParkedPoll {

	/** The time to read the login and write the response after the wait. */
	private static final Duration RESPONSE_TIME = Duration.ofSeconds(30);

	private final String id;

	private final String network;

	private final Duration wait;

	private final CompletableFuture<Release> released = new CompletableFuture<>();

	private final CompletableFuture<Void> end = new CompletableFuture<>();

	/** The last event that the CLI knows when the wait begins, or {@code null}. */
	private volatile @Nullable Instant knownEvent;

	ParkedPoll(String id, String network, Duration wait) {
		this.id = id;
		this.network = network;
		this.wait = wait;
	}

	String id() {
		return this.id;
	}

	String network() {
		return this.network;
	}

	/** Sets the last event that the CLI knows. Call it before the watch looks. */
	void ignore(@Nullable Instant event) {
		this.knownEvent = event;
	}

	boolean knows(Undelivered event) {
		return event.wakeAt().equals(this.knownEvent);
	}

	void release(Release release) {
		this.released.complete(release);
	}

	/** Returns the end of a pending login, or of the time to collect a confirmed one. */
	static Instant endOf(CliLogin login) {
		Instant collectBy = login.collectBy();
		return (collectBy != null) ? collectBy : login.expiresAt();
	}

	/** Completes when the response is written, or when the poll does not wait. */
	CompletableFuture<Void> end() {
		return this.end;
	}

	WireResponse applied(WireResponse response) {
		return response.header("Preference-Applied", "wait=" + this.wait.toSeconds());
	}

	/**
	 * Waits without a thread, at most until the login ends. A container thread writes the
	 * response, so that a slow client does not block the releasing thread.
	 */
	ServerResponse park(CliLogin login, Instant now, Runnable leave, Function<Release, WireResponse> response) {
		Duration life = Duration.between(now, endOf(login));
		Duration longest = (life.compareTo(this.wait) < 0) ? life : this.wait;
		this.released.completeOnTimeout(Release.WAITED, longest.toMillis(), TimeUnit.MILLISECONDS);
		return ServerResponse.async(this.released.thenApply((release) -> {
			leave.run();
			return late(release, response);
		}), longest.plus(RESPONSE_TIME));
	}

	private ServerResponse late(Release release, Function<Release, WireResponse> response) {
		return ServerResponse.ok().build((request, servletResponse) -> {
			try {
				write(response.apply(release), servletResponse);
			}
			finally {
				this.end.complete(null);
			}
			return null;
		});
	}

	private static void write(WireResponse response, HttpServletResponse servletResponse) throws IOException {
		response.writeTo(servletResponse);
		// A filter of the host that caches bodies has copied the body when the wait began
		ContentCachingResponseWrapper copied = WebUtils.getNativeResponse(servletResponse,
				ContentCachingResponseWrapper.class);
		if (copied != null) {
			copied.copyBodyToResponse();
		}
		// Jetty closes connections with unwritten responses when it stops
		servletResponse.flushBuffer();
	}

	enum Release {

		/** The login may have changed, or the wait has ended. */
		WAITED,

		/** A newer poll of the login takes the slot. */
		REPLACED,

		/** A poll with a return code follows, which may collect the login. */
		DISMISSED,

		CLOSED

	}

}
