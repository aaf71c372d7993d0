package io.github.clilogin.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.clilogin.CliLoginService;

/**
 * Looks twice a second for decisions that were made on other instances, by one query for
 * all logins that are polled here, in one thread that lives as long as any is.
 */
final class DecisionWatch implements Runnable {

	private static final Duration TICK = Duration.ofMillis(500);

	/** More than clocks differ and a query may take. */
	private static final Duration LOOK_BACK = Duration.ofMinutes(1);

	private static final Logger logger = System.getLogger(DecisionWatch.class.getName());

	private final CliLoginService service;

	private final Clock clock;

	private final WaitingPolls polls;

	DecisionWatch(CliLoginService service, Clock clock, WaitingPolls polls) {
		this.service = service;
		this.clock = clock;
		this.polls = polls;
	}

	/** Starts the thread. */
	Thread begin() {
		Thread thread = new Thread(this, "clilogin-decision-watch");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void run() {
		try {
			do {
				look();
			}
			while (this.polls.awaitTick(TICK));
		}
		finally {
			this.polls.unwatched();
		}
	}

	/** Whoever misses a decision for it is answered when the time is over. */
	private void look() {
		Instant begun = this.clock.instant();
		try {
			this.service.undelivered(begun.minus(LOOK_BACK)).forEach(this.polls::release);
			this.polls.watched(begun);
		}
		catch (RuntimeException ex) {
			logger.log(Level.DEBUG, "Could not look for decisions, and will again", ex);
		}
	}

}
