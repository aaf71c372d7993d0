package io.github.clilogin;

import java.time.Clock;
import java.util.function.Consumer;

import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliLoginTransition.Open;
import io.github.clilogin.internal.FailureLogger;

/**
 * Stores that a signed-in user opened a pending login, at the first review. Requires a
 * clock in whole milliseconds.
 */
record LoginOpener(CliLoginRepository repository, Clock clock, Consumer<CliLoginEvent> events) {

	private static final FailureLogger failures = new FailureLogger(System.getLogger(LoginOpener.class.getName()),
			"Could not store that a login was opened. If too many logins are pending, it may be cancelled");

	/** Returns the current login. A failure does not keep the user from deciding. */
	CliLogin open(CliLogin login, CliUser user) {
		Open opening = new Open(this.clock.instant());
		if (login.isExpired(opening.now()) || !opening.isAllowedBy(login)) {
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
