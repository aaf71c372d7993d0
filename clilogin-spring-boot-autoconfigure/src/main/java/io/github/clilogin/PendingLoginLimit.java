package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of pending logins. Adds the starts of this instance to a count that
 * is at most ten seconds old, so that no start waits for a count.
 */
final class PendingLoginLimit {

	private static final Duration MAX_COUNT_AGE = Duration.ofSeconds(10);

	private final CliLoginRepository repository;

	private final int max;

	private final AtomicInteger admitted = new AtomicInteger();

	private final AtomicBoolean counting = new AtomicBoolean();

	private volatile Instant countedAt = Instant.MIN;

	private volatile long counted;

	PendingLoginLimit(CliLoginRepository repository, int max) {
		this.repository = repository;
		this.max = max;
	}

	boolean admits(Instant now) {
		if (this.countedAt.isBefore(now.minus(MAX_COUNT_AGE)) && this.counting.compareAndSet(false, true)) {
			count(now);
		}
		return this.counted + this.admitted.incrementAndGet() <= this.max;
	}

	/** Runs in one thread; other threads use the previous count meanwhile. */
	private void count(Instant now) {
		try {
			this.counted = this.repository.countPending(now);
			this.admitted.set(0);
			this.countedAt = now;
		}
		finally {
			this.counting.set(false);
		}
	}

}
