package io.github.clilogin.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;

/**
 * Lets nobody guess user codes. A look is paid for before and refunded if it was none in
 * vain, so that guesses that are made at the same time are all counted; what was in vain
 * before stays counted. While a user or an address is refused, so is the right code. When
 * guesses come from everywhere, only those are refused who guessed wrong themselves:
 * otherwise guessing would keep everybody else out.
 */
final class UserCodeLimit {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private static final String ALL = "";

	private final Consumer<CliLoginEvent> events;

	private final Budgets users;

	private final Budgets networks;

	private final Budgets instance;

	UserCodeLimit(Consumer<CliLoginEvent> events, ClockTime time) {
		this.events = events;
		this.users = Budgets.of(Limit.USER_CODES_PER_USER, 5, WINDOW, time);
		this.networks = Budgets.perNetwork(Limit.USER_CODES_PER_ADDRESS, 20, WINDOW, time);
		this.instance = Budgets.of(Limit.USER_CODES_PER_INSTANCE, 600, Duration.ofMinutes(1), time);
	}

	/** Looks a login up for a user, for whom an invisible one is none. */
	Optional<CliLogin> find(String network, String userId, Supplier<Optional<CliLogin>> lookUp) {
		Claim all = new Claim(this.instance, ALL);
		boolean suspicious = all.isExhausted() && hasMissed(network, userId);
		Claims claims = claims(network, userId, suspicious ? List.of(all) : List.of());
		claims.take(this.events);
		boolean missed = false;
		try {
			Optional<CliLogin> login = lookUp.get();
			missed = login.isEmpty();
			return login;
		}
		finally {
			if (!missed) {
				claims.giveBack();
			}
			else if (!suspicious) {
				all.take();
			}
		}
	}

	/** A miss by one whose address is unknown says nothing about the others. */
	private boolean hasMissed(String network, String userId) {
		return this.users.isTouched(userId)
				|| (!network.equals(ClientNetworks.UNKNOWN) && this.networks.isTouched(network));
	}

	private Claims claims(String network, String userId, List<Claim> others) {
		List<Claim> own = List.of(new Claim(this.users, userId), new Claim(this.networks, network));
		return new Claims(Stream.concat(own.stream(), others.stream()).toList(), userId);
	}

}
