package io.github.clilogin.web.limit;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.internal.ExpiringMap;
import io.github.clilogin.internal.NanoTime;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.limit.RateLimiter.Permit;

/**
 * Limits wrong user codes per user, per network and per instance. A permit is taken
 * before the lookup and returned if the login exists, so that concurrent guesses are all
 * counted. An exhausted user or network is refused even with a correct code. An exhausted
 * instance refuses only users and networks with a recent wrong code, so that an attacker
 * cannot lock out all users. A wrong code counts once in ten minutes, because users open
 * a dead link again.
 */
final class UserCodeGuessLimit {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private static final int PER_USER = 5;

	private static final int PER_NETWORK = 20;

	private static final int PER_INSTANCE_AND_MINUTE = 600;

	private static final String INSTANCE = "";

	/** Forgotten codes count again. */
	private static final int MAX_KNOWN_CODES = 60_000;

	private static final int MAX_CODE_LENGTH = 100;

	private static final Pattern NOT_LETTERS = Pattern.compile("\\P{L}+");

	private final Consumer<CliLoginEvent> events;

	private final RateLimiter users;

	private final RateLimiter networks;

	private final RateLimiter instance;

	/** The hashes of recent wrong codes, for each limit and key. */
	private final ExpiringMap<Boolean> known;

	UserCodeGuessLimit(Consumer<CliLoginEvent> events, NanoTime time) {
		this.events = events;
		this.users = RateLimiter.of(Limit.USER_CODES_PER_USER, PER_USER, WINDOW, time);
		this.networks = RateLimiter.perNetwork(Limit.USER_CODES_PER_ADDRESS, PER_NETWORK, WINDOW, time);
		this.instance = RateLimiter.of(Limit.USER_CODES_PER_INSTANCE, PER_INSTANCE_AND_MINUTE, Duration.ofMinutes(1),
				time);
		this.known = new ExpiringMap<>(MAX_KNOWN_CODES, WINDOW, time);
	}

	Optional<CliLogin> review(String network, String userId, String code, Supplier<Optional<CliLogin>> lookup) {
		String hash = hash(code);
		Permit all = this.instance.permit(INSTANCE);
		boolean suspicious = all.isExhausted() && hasMissed(network, userId);
		Stream<Permit> own = Stream.of(this.users.permit(userId), this.networks.permit(network));
		List<Permit> permits = (suspicious ? Stream.concat(own, Stream.of(all)) : own)
			.filter((permit) -> !isKnown(permit, hash))
			.toList();
		RateLimiter.takeAll(permits, userId, this.events);
		boolean missed = false;
		try {
			Optional<CliLogin> login = lookup.get();
			missed = login.isEmpty();
			return login;
		}
		finally {
			boolean counts = missed;
			permits.stream().filter((permit) -> !counts || !isNew(permit, hash)).forEach(Permit::giveBack);
			if (missed && !suspicious && isNew(all, hash)) {
				all.take();
			}
		}
	}

	/** Equals for all spellings of a valid code, and differs between valid codes. */
	private static String hash(String code) {
		boolean valid = code.length() <= MAX_CODE_LENGTH;
		String letters = valid ? NOT_LETTERS.matcher(Normalizer.normalize(code, Normalizer.Form.NFKC)).replaceAll("")
				: code;
		return Sha256.hex(letters.toUpperCase(Locale.ROOT));
	}

	private boolean isKnown(Permit permit, String hash) {
		return this.known.get(key(permit, hash)) != null;
	}

	/** Returns whether the code is a further guess, and remembers it. */
	private boolean isNew(Permit permit, String hash) {
		boolean[] known = new boolean[1];
		this.known.compute(key(permit, hash), (before) -> {
			known[0] = before != null;
			return true;
		});
		return !known[0];
	}

	private String key(Permit permit, String hash) {
		return hash + ((permit.limiter() == this.users) ? "user " : "network ") + permit.key();
	}

	/** Ignores the unknown network, which honest clients share with guessing ones. */
	private boolean hasMissed(String network, String userId) {
		return this.users.permit(userId).isTouched()
				|| (!network.equals(ClientNetworks.UNKNOWN) && this.networks.permit(network).isTouched());
	}

}
