package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.WireException;

/** Limits requests to this instance, for all endpoints together. Thread-safe. */
public final class RateLimits {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int UNKNOWN_SECRETS_PER_WINDOW = 60;

	private final Consumer<CliLoginEvent> events;

	private final ClientNetworks networks = new ClientNetworks();

	private final StartLimit starts;

	private final RateLimiter unknownSecrets;

	private final UserCodeGuessLimit userCodes;

	/** Creates the limits. Logs the exceptions of the event consumer. */
	public RateLimits(Consumer<CliLoginEvent> events, CliLoginWebSettings settings) {
		ClockTicker time = new ClockTicker(settings.clock());
		this.events = CliLoginEvent.logFailuresOf(events);
		this.starts = new StartLimit(this.networks, settings.startsPerMinute(), time, this.events);
		this.unknownSecrets = RateLimiter.perNetwork(Limit.DEVICE_CODES_PER_ADDRESS, UNKNOWN_SECRETS_PER_WINDOW, WINDOW,
				time);
		this.userCodes = new UserCodeGuessLimit(this.events, time);
	}

	/**
	 * Counts a start.
	 * @param request the request
	 * @throws WireException if its network has started too many logins
	 */
	public void start(HttpServletRequest request) {
		this.starts.start(request);
	}

	/**
	 * Counts the cancellation of a pending login like a start. A cancellation is never
	 * refused, but the next start may be.
	 * @param request the request
	 */
	public void cancellation(HttpServletRequest request) {
		this.starts.cancel(request);
	}

	/**
	 * Returns the permit of a start whose login is opened. Call it with each event of the
	 * service.
	 * @param event the event
	 */
	public void onEvent(CliLoginEvent event) {
		if (event instanceof CliLoginEvent.Opened opened) {
			this.starts.open(opened.login().request());
		}
	}

	/**
	 * Counts an unknown device code or token. Call it after the lookup, so that a valid
	 * secret is never refused.
	 * @param request the request
	 * @throws WireException if its network has sent too many
	 */
	public void unknownSecret(HttpServletRequest request) {
		count(this.unknownSecrets, request);
	}

	/**
	 * {@return the network of a request, or {@link ClientNetworks#UNKNOWN}}
	 * @param request the request
	 */
	public String network(HttpServletRequest request) {
		return this.networks.of(request);
	}

	private void count(RateLimiter limiter, HttpServletRequest request) {
		RateLimiter.takeAll(List.of(limiter.permit(network(request))), null, this.events);
	}

	/**
	 * {@return the login of a user code, or empty, which counts as a wrong code}
	 * @param request the request
	 * @param userId the ID of the signed-in user
	 * @param lookup finds the login if the user may see it
	 * @throws WireException if the user or the network has sent too many wrong codes
	 */
	public Optional<CliLogin> review(HttpServletRequest request, String userId, Supplier<Optional<CliLogin>> lookup) {
		return this.userCodes.review(network(request), userId, lookup);
	}

}
