package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of pending logins. Adds the starts of this instance to a count of the
 * stored logins. One start in ten seconds counts, the others use the previous count. A
 * start also counts if the clock was set back. Thread-safe.
 */
final class PendingLoginLimit {

	private static final Duration MAX_AGE = Duration.ofSeconds(10);

	private static final double NEARLY = 0.8;

	private final CliLoginRepository repository;

	private final int max;

	private final AtomicBoolean counting = new AtomicBoolean();

	private volatile Count count = new Count(Instant.MIN, 0, new AtomicInteger());

	PendingLoginLimit(CliLoginRepository repository, int max) {
		this.repository = repository;
		this.max = max;
	}

	boolean admits(Instant now) {
		Count current = current(now);
		return current.stored() + current.admitted().incrementAndGet() <= this.max;
	}

	/** Releases the place of a login that ended. */
	void release() {
		this.count.admitted().decrementAndGet();
	}

	/** Returns whether less than a fifth is free. */
	boolean isNearlyReached(Instant now) {
		Count current = current(now);
		return current.stored() + current.admitted().get() >= this.max * NEARLY;
	}

	private Count current(Instant now) {
		Instant last = this.count.at();
		boolean outdated = last.isBefore(now.minus(MAX_AGE)) || last.isAfter(now.plus(MAX_AGE));
		if (outdated && this.counting.compareAndSet(false, true)) {
			count(now);
		}
		return this.count;
	}

	private void count(Instant now) {
		try {
			this.count = new Count(now, this.repository.countPending(now), new AtomicInteger());
		}
		finally {
			this.counting.set(false);
		}
	}

	/** Holds the number of stored logins and of the starts since they were counted. */
	private record Count(Instant at, long stored, AtomicInteger admitted) {
	}

}
