package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.internal.NanoTime;
import io.github.clilogin.web.limit.RateLimiter.Permit;

/**
 * Limits started logins per network. A login that a signed-in user opens returns its
 * permit, so that many users behind one address can log in at the same time. A second
 * limit, ten times as high, returns no permits. It counts by the address of the
 * connection, so that forwarding headers give no further permits. Thread-safe.
 */
final class StartLimit {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int MAX_FACTOR = 10;

	private final ClientNetworks networks;

	private final Consumer<CliLoginEvent> events;

	private final RateLimiter unopened;

	private final RateLimiter all;

	StartLimit(ClientNetworks networks, int size, NanoTime time, Consumer<CliLoginEvent> events) {
		this.networks = networks;
		this.events = events;
		this.unopened = RateLimiter.perNetwork(Limit.STARTS_PER_ADDRESS, size, WINDOW, time);
		this.all = RateLimiter.of(Limit.STARTS_PER_ADDRESS, MAX_FACTOR * size, WINDOW, time);
	}

	void start(HttpServletRequest request) {
		RateLimiter.takeAll(permits(request), null, this.events);
	}

	/** Takes the permits that are left. A CLI must be able to cancel. */
	void cancel(HttpServletRequest request) {
		permits(request).forEach(Permit::take);
	}

	void open(CliLoginRequest login) {
		this.unopened.permit(ClientNetworks.of(login)).giveBack();
	}

	private List<Permit> permits(HttpServletRequest request) {
		return List.of(this.unopened.permit(this.networks.of(request)),
				this.all.permit(ClientNetworks.ofSocket(request)));
	}

}
