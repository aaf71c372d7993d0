package io.github.clilogin.web.poll;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Undelivered;

/**
 * Looks twice a second for decisions of other instances, with one query for all logins
 * that are polled here. Runs in one thread that ends when no CLI polls any more.
 */
final class DecisionWatch implements Runnable {

	private static final Duration TICK = Duration.ofMillis(500);

	/** Clocks may differ and a query may take time, by less than this in sum. */
	private static final Duration LOOK_BACK = Duration.ofMinutes(1);

	/** With more events some are not found, and no poll is answered from memory. */
	static final int MAX_EVENTS = 10_000;

	private static final Logger logger = System.getLogger(DecisionWatch.class.getName());

	private final CliLoginRepository repository;

	private final Clock clock;

	private final WaitingPolls polls;

	/** The events of the last look, which the next look finds again. */
	private Set<Undelivered> known = Set.of();

	DecisionWatch(CliLoginRepository repository, Clock clock, WaitingPolls polls) {
		this.repository = repository;
		this.clock = clock;
		this.polls = polls;
	}

	/** Starts the thread. */
	Thread start() {
		Thread thread = new Thread(this, "clilogin-decision-watch");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void run() {
		this.known = Set.of();
		try {
			do {
				look();
			}
			while (this.polls.awaitTick(TICK));
		}
		finally {
			this.polls.watchEnded();
		}
	}

	/** A poll whose decision is not found here is answered when its wait ends. */
	private void look() {
		Instant begun = this.clock.instant();
		try {
			List<Undelivered> events = this.repository.undelivered(begun.minus(LOOK_BACK), MAX_EVENTS);
			if (events.size() < MAX_EVENTS) {
				this.polls.looked(begun, events.stream().map(Undelivered::id).collect(Collectors.toUnmodifiableSet()));
			}
			else {
				this.polls.overflowed();
			}
			events.stream()
				.filter((event) -> !this.known.contains(event))
				.forEach((event) -> this.polls.release(event.id()));
			this.known = Set.copyOf(events);
		}
		catch (RuntimeException ex) {
			logger.log(Level.DEBUG, "Could not look for decisions; the next tick tries again", ex);
		}
	}

}
