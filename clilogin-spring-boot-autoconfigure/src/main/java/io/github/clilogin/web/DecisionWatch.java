package io.github.clilogin.web;

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
 * Looks twice a second for decisions that were made on other instances, by one query for
 * all logins that are polled here, in one thread that lives as long as any is.
 */
final class DecisionWatch implements Runnable {

	private static final Duration TICK = Duration.ofMillis(500);

	/** More than clocks differ and a query may take. */
	private static final Duration LOOK_BACK = Duration.ofMinutes(1);

	/** With more, some events are unknown here, and no poll is answered from memory. */
	static final int MAX_EVENTS = 10_000;

	private static final Logger logger = System.getLogger(DecisionWatch.class.getName());

	private final CliLoginRepository repository;

	private final Clock clock;

	private final WaitingPolls polls;

	/** The events of the last look, which the next one finds again. */
	private Set<Undelivered> told = Set.of();

	DecisionWatch(CliLoginRepository repository, Clock clock, WaitingPolls polls) {
		this.repository = repository;
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
		this.told = Set.of();
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

	/** A poll that misses a decision here is answered when its wait ends. */
	private void look() {
		Instant begun = this.clock.instant();
		try {
			List<Undelivered> events = this.repository.undelivered(begun.minus(LOOK_BACK), MAX_EVENTS);
			this.polls.told(events.stream().map(Undelivered::id).collect(Collectors.toUnmodifiableSet()));
			events.stream()
				.filter((event) -> !this.told.contains(event))
				.forEach((event) -> this.polls.release(event.id()));
			this.told = Set.copyOf(events);
			this.polls.watched((events.size() < MAX_EVENTS) ? begun : Instant.MIN);
		}
		catch (RuntimeException ex) {
			logger.log(Level.DEBUG, "Could not look for decisions, and will again", ex);
		}
	}

}
