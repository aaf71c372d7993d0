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

/**
 * The limits of this instance, counted in memory and shared by all endpoints. Safe for
 * use by many threads.
 */
public final class RateLimits {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int UNKNOWN_SECRETS_PER_WINDOW = 60;

	private final Consumer<CliLoginEvent> events;

	private final ClientNetworks networks = new ClientNetworks();

	private final RateLimiter starts;

	private final RateLimiter unknownSecrets;

	private final UserCodeGuessLimit userCodes;

	/**
	 * Creates the limits.
	 * @param events told when a limit is reached; its exceptions are logged
	 * @param settings the settings
	 */
	public RateLimits(Consumer<CliLoginEvent> events, CliLoginWebSettings settings) {
		ClockTicker time = new ClockTicker(settings.clock());
		this.events = CliLoginEvent.logFailuresOf(events);
		this.starts = RateLimiter.perNetwork(Limit.STARTS_PER_ADDRESS, settings.startsPerMinute(), WINDOW, time);
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
		count(this.starts, request);
	}

	/**
	 * Counts an unknown device code or token after its lookup, so that a known one is
	 * never refused.
	 * @param request the request
	 * @throws WireException if its network has sent too many
	 */
	public void unknownSecret(HttpServletRequest request) {
		count(this.unknownSecrets, request);
	}

	/**
	 * Returns the network of a request, which shares its limits.
	 * @param request the request
	 * @return the key of the network, {@link ClientNetworks#UNKNOWN} if its address is
	 * not known
	 */
	public String network(HttpServletRequest request) {
		return this.networks.of(request);
	}

	private void count(RateLimiter limiter, HttpServletRequest request) {
		RateLimiter.takeAll(List.of(limiter.permit(network(request))), null, this.events);
	}

	/**
	 * Looks up a user code and counts it if there is no login to see.
	 * @param request the request
	 * @param userId the id of the signed-in user
	 * @param lookup finds the login, if this user may see it
	 * @return the result of the lookup
	 * @throws WireException if the user or the network has sent too many wrong codes
	 */
	public Optional<CliLogin> review(HttpServletRequest request, String userId, Supplier<Optional<CliLogin>> lookup) {
		return this.userCodes.review(network(request), userId, lookup);
	}

}
