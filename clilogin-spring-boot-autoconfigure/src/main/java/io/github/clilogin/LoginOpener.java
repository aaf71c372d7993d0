package io.github.clilogin;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliLoginTransition.Open;
import io.github.clilogin.internal.ExpiringMap;
import io.github.clilogin.internal.FailureLogger;

/**
 * Stores that a signed-in user opened a pending login, at the first review. Requires a
 * clock in whole milliseconds. Thread-safe.
 */
final class LoginOpener {

	/**
	 * Prevents that one user fills the store with logins that cannot give way. A user
	 * rarely opens as many. A further login is shown, but not stored as opened.
	 */
	static final int MAX_PER_USER = 20;

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private static final int MAX_USERS = 20_000;

	private static final FailureLogger failures = new FailureLogger(System.getLogger(LoginOpener.class.getName()),
			"Could not store that a login was opened. If too many logins are pending, it may be cancelled");

	private final CliLoginRepository repository;

	private final Clock clock;

	private final Consumer<CliLoginEvent> events;

	private final ExpiringMap<AtomicInteger> opened = new ExpiringMap<>(MAX_USERS, WINDOW, System::nanoTime);

	LoginOpener(CliLoginRepository repository, Clock clock, Consumer<CliLoginEvent> events) {
		this.repository = repository;
		this.clock = clock;
		this.events = events;
	}

	/** Returns the current login. A failure does not keep the user from deciding. */
	CliLogin open(CliLogin login, CliUser user) {
		Open opening = new Open(this.clock.instant());
		if (login.isExpired(opening.now()) || !opening.isAllowedBy(login) || !mayOpen(user)) {
			return login;
		}
		try {
			return apply(login, opening, user);
		}
		catch (RuntimeException ex) {
			failures.log(ex);
			return login;
		}
	}

	/** Counts in a window that begins with the first login, since a write extends it. */
	private boolean mayOpen(CliUser user) {
		AtomicInteger count = this.opened.get(user.id());
		if (count == null) {
			count = this.opened.compute(user.id(), (found) -> (found != null) ? found : new AtomicInteger());
		}
		return count.incrementAndGet() <= MAX_PER_USER;
	}

	/** Reads the login again if it has changed meanwhile. It may be evicted. */
	private CliLogin apply(CliLogin login, Open opening, CliUser user) {
		if (!this.repository.apply(login.id(), opening)) {
			return this.repository.findById(login.id()).orElse(login);
		}
		CliLogin opened = opening.applyTo(login).orElse(login);
		this.events.accept(new CliLoginEvent.Opened(Summary.of(opened), user.id()));
		return opened;
	}

}
