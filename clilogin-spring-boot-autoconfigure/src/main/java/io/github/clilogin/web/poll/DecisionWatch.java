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

/** Queries decisions of other instances twice a second, for all polled logins at once. */
final class DecisionWatch implements Runnable {

	private static final Duration TICK = Duration.ofMillis(500);

	/** Covers clock differences between instances and the time of a query. */
	private static final Duration LOOK_BACK = Duration.ofMinutes(1);

	/** Limits a query. A query that reaches it may be incomplete and clears the cache. */
	static final int MAX_EVENTS = 10_000;

	private static final Logger logger = System.getLogger(DecisionWatch.class.getName());

	private final CliLoginRepository repository;

	private final Clock clock;

	private final WaitingPolls polls;

	/** The events of the last query, which the next query finds again. */
	private Set<Undelivered> known = Set.of();

	DecisionWatch(CliLoginRepository repository, Clock clock, WaitingPolls polls) {
		this.repository = repository;
		this.clock = clock;
		this.polls = polls;
	}

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

	/** Polls whose decision is missed are answered when their wait ends. */
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
			logger.log(Level.DEBUG, "Could not query decisions of other instances; retrying", ex);
		}
	}

}
