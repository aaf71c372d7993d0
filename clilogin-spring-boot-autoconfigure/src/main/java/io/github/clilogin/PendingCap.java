package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the number of waiting logins bounded, by a count that is at most some seconds old
 * and what this node has admitted since; never by a count per request.
 */
final class PendingCap {

	private static final Duration COUNT_AGE = Duration.ofSeconds(10);

	private final CliLoginRepository repository;

	private final int max;

	private final AtomicInteger admitted = new AtomicInteger();

	private final AtomicBoolean counting = new AtomicBoolean();

	private volatile Instant countedAt = Instant.MIN;

	private volatile long counted;

	PendingCap(CliLoginRepository repository, int max) {
		this.repository = repository;
		this.max = max;
	}

	boolean admits(Instant now) {
		if (this.countedAt.isBefore(now.minus(COUNT_AGE)) && this.counting.compareAndSet(false, true)) {
			count(now);
		}
		return this.counted + this.admitted.incrementAndGet() <= this.max;
	}

	/** One start counts, while the others go by the count before. */
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
