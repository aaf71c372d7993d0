package io.github.clilogin.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;

/**
 * What may be done how often, counted in the memory of this instance. Endpoints that are
 * made with the same limits share them. Safe for use by many threads.
 */
public final class CliLoginLimits {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private final Consumer<CliLoginEvent> events;

	private final ClientNetworks networks = new ClientNetworks();

	private final Budgets starts;

	private final Budgets deviceCodes;

	private final UserCodeLimit userCodes;

	private CliLoginLimits(Consumer<CliLoginEvent> events, CliLoginWebSettings settings) {
		ClockTime time = new ClockTime(settings.clock());
		this.events = CliLoginEvent.logFailuresOf(events);
		this.starts = Budgets.perNetwork(Limit.STARTS_PER_ADDRESS, settings.startsPerMinute(), WINDOW, time);
		this.deviceCodes = Budgets.perNetwork(Limit.DEVICE_CODES_PER_ADDRESS, 60, WINDOW, time);
		this.userCodes = new UserCodeLimit(this.events, time);
	}

	static CliLoginLimits of(Consumer<CliLoginEvent> events, CliLoginWebSettings settings) {
		return new CliLoginLimits(events, settings);
	}

	/** Counts a start, or refuses it. */
	void start(HttpServletRequest request) {
		count(this.starts, request);
	}

	/**
	 * Counts a device code or token that was looked up and is unknown, or refuses to say
	 * so.
	 */
	void unknownSecret(HttpServletRequest request) {
		count(this.deviceCodes, request);
	}

	/** Returns who shares a budget with whoever sent this. */
	String network(HttpServletRequest request) {
		return this.networks.of(request);
	}

	private void count(Budgets budgets, HttpServletRequest request) {
		new Claims(List.of(new Claim(budgets, network(request))), null).take(this.events);
	}

	/** Looks a user code up and counts if there is nothing to see, or refuses to look. */
	Optional<CliLogin> find(HttpServletRequest request, String userId, Supplier<Optional<CliLogin>> lookUp) {
		return this.userCodes.find(network(request), userId, lookUp);
	}

}
