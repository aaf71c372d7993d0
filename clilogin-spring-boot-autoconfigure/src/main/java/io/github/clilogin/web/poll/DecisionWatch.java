package io.github.clilogin.web.poll;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Undelivered;

/**
 * Queries decisions of other instances twice a second, for all polled logins at once.
 * Starts a thread for the first poll and ends it when no CLI polls. Thread-safe.
 */
final class DecisionWatch implements AutoCloseable {

	private static final Duration TICK = Duration.ofMillis(500);

	/** Covers clock differences between instances and the time of a query. */
	private static final Duration LOOK_BACK = Duration.ofMinutes(1);

	/** Limits a query. A query that reaches it may be incomplete and clears the cache. */
	static final int MAX_EVENTS = 10_000;

	private static final Logger logger = System.getLogger(DecisionWatch.class.getName());

	private final CliLoginRepository repository;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final PendingLoginCache pending;

	private final Consumer<Undelivered> release;

	private final BooleanSupplier isPolled;

	/** The events of the last query, which the next query finds again. */
	private Set<Undelivered> known = Set.of();

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * Creates a watch.
	 * @param clock the clock of the stored times
	 * @param nanoTime the elapsed time in nanoseconds
	 * @param release called with each event of a login
	 * @param isPolled returns whether a CLI polls
	 */
	DecisionWatch(CliLoginRepository repository, Clock clock, LongSupplier nanoTime, PendingLoginCache pending,
			Consumer<Undelivered> release, BooleanSupplier isPolled) {
		this.repository = repository;
		this.clock = clock;
		this.nanoTime = nanoTime;
		this.pending = pending;
		this.release = release;
		this.isPolled = isPolled;
	}

	synchronized void start() {
		if (this.thread == null && !this.closed) {
			this.thread = new Thread(this::run, "clilogin-decision-watch");
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	private void run() {
		this.known = Set.of();
		try {
			do {
				look();
			}
			while (awaitTick());
		}
		finally {
			ended();
		}
	}

	/** Polls whose decision is missed are answered when their wait ends. */
	private void look() {
		long begun = this.nanoTime.getAsLong();
		try {
			List<Undelivered> events = this.repository.undelivered(this.clock.instant().minus(LOOK_BACK), MAX_EVENTS);
			cache(events, begun);
			events.stream().filter((event) -> !this.known.contains(event)).forEach(this.release);
			this.known = Set.copyOf(events);
		}
		catch (RuntimeException ex) {
			logger.log(Level.DEBUG, "Could not query decisions of other instances; retrying", ex);
		}
	}

	private void cache(List<Undelivered> events, long begun) {
		if (events.size() < MAX_EVENTS) {
			this.pending.looked(begun, events.stream().map(Undelivered::id).collect(Collectors.toUnmodifiableSet()));
		}
		else {
			this.pending.overflowed();
		}
	}

	/**
	 * The lock makes the check and the end one step, so the next poll starts a thread.
	 */
	private synchronized boolean awaitTick() {
		try {
			wait(TICK.toMillis());
		}
		catch (InterruptedException ex) {
			return false;
		}
		boolean goesOn = !this.closed && this.isPolled.getAsBoolean();
		if (!goesOn) {
			ended();
		}
		return goesOn;
	}

	private synchronized void ended() {
		if (this.thread == Thread.currentThread()) {
			this.thread = null;
		}
	}

}
