package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.internal.NanoTime;
import io.github.clilogin.web.limit.RateLimiter.Permit;

/**
 * Limits wrong user codes per user, per network and per instance. A permit is taken
 * before the lookup and returned if the login exists, so that concurrent guesses are all
 * counted. An exhausted user or network is refused even with a correct code. An exhausted
 * instance refuses only users and networks with a recent wrong code, so that an attacker
 * cannot lock out all users.
 */
final class UserCodeGuessLimit {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private static final int PER_USER = 5;

	private static final int PER_NETWORK = 20;

	private static final int PER_INSTANCE_AND_MINUTE = 600;

	private static final String INSTANCE = "";

	private final Consumer<CliLoginEvent> events;

	private final RateLimiter users;

	private final RateLimiter networks;

	private final RateLimiter instance;

	UserCodeGuessLimit(Consumer<CliLoginEvent> events, NanoTime time) {
		this.events = events;
		this.users = RateLimiter.of(Limit.USER_CODES_PER_USER, PER_USER, WINDOW, time);
		this.networks = RateLimiter.perNetwork(Limit.USER_CODES_PER_ADDRESS, PER_NETWORK, WINDOW, time);
		this.instance = RateLimiter.of(Limit.USER_CODES_PER_INSTANCE, PER_INSTANCE_AND_MINUTE, Duration.ofMinutes(1),
				time);
	}

	Optional<CliLogin> review(String network, String userId, Supplier<Optional<CliLogin>> lookup) {
		Permit all = this.instance.permit(INSTANCE);
		boolean suspicious = all.isExhausted() && hasMissed(network, userId);
		Stream<Permit> own = Stream.of(this.users.permit(userId), this.networks.permit(network));
		List<Permit> permits = (suspicious ? Stream.concat(own, Stream.of(all)) : own).toList();
		RateLimiter.takeAll(permits, userId, this.events);
		boolean missed = false;
		try {
			Optional<CliLogin> login = lookup.get();
			missed = login.isEmpty();
			return login;
		}
		finally {
			if (!missed) {
				permits.forEach(Permit::giveBack);
			}
			else if (!suspicious) {
				all.take();
			}
		}
	}

	/** Ignores the unknown network, which honest clients share with guessing ones. */
	private boolean hasMissed(String network, String userId) {
		return this.users.permit(userId).isTouched()
				|| (!network.equals(ClientNetworks.UNKNOWN) && this.networks.permit(network).isTouched());
	}

}
