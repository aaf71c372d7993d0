package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * What the steps of a login share.
 *
 * @param repository the store
 * @param sealing how credentials of the host's wait
 * @param settings the host's decisions
 * @param clock the time
 * @param listener told what happened
 */
record LoginEnvironment(CliLoginRepository repository, Sealing sealing, CliLoginSettings settings, Clock clock,
		Consumer<CliLoginEvent> listener) {

	private static final Logger logger = System.getLogger(CliLoginService.class.getName());

	/** Stores keep milliseconds; so does everything that is compared with them. */
	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/** A listener that fails changes no outcome. */
	void publish(CliLoginEvent event) {
		try {
			this.listener.accept(event);
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "A listener failed on " + event.getClass().getSimpleName(), ex);
		}
	}

}
