package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.github.clilogin.internal.ExpiringMap;

/**
 * Slows down polls of a pending login (RFC 8628 §3.5). Counts in memory, so that a poll
 * writes nothing. The first poll is free, since some libraries poll at once. Polls within
 * a second count as one, since some libraries send each poll twice. Polls may be a
 * quarter of the interval early, since clocks drift. An early poll raises the interval.
 * It does not restart the interval, so that a steady client is never locked out.
 * Thread-safe.
 */
final class PollThrottle {

	private static final int MAX_LOGINS = 100_000;

	private static final long SAME_POLL_NANOS = Duration.ofSeconds(1).toNanos();

	private static final Duration PENALTY = Duration.ofSeconds(5);

	private final Duration interval;

	private final LongSupplier nanoTime;

	private final ExpiringMap<Pace> paces;

	PollThrottle(Duration interval, Duration lifetime, LongSupplier nanoTime) {
		this.interval = interval;
		this.nanoTime = nanoTime;
		this.paces = new ExpiringMap<>(MAX_LOGINS, lifetime, nanoTime);
	}

	/**
	 * Returns whether the last poll was at most one and a half intervals ago. If not, the
	 * CLI may have polled another instance since then.
	 */
	boolean isRegular(String id) {
		Pace pace = this.paces.get(id);
		return pace != null && this.nanoTime.getAsLong() - pace.seenAt() <= pace.interval().toNanos() / 2 * 3;
	}

	Pace poll(String id) {
		long now = this.nanoTime.getAsLong();
		return this.paces.compute(id,
				(pace) -> (pace != null) ? pace.next(now) : new Pace(this.interval, now, now, false));
	}

	/** Returns the interval for a poll that is not counted. */
	Pace uncounted(String id) {
		Pace pace = this.paces.get(id);
		long now = this.nanoTime.getAsLong();
		return new Pace((pace != null) ? pace.interval() : this.interval, now, now, false);
	}

	/** Allows the next poll at any time, since this poll was held until now. */
	Pace waited(String id) {
		long now = this.nanoTime.getAsLong();
		return this.paces.compute(id, (pace) -> {
			Duration interval = (pace != null) ? pace.interval() : this.interval;
			return new Pace(interval, now - interval.toNanos(), now, false);
		});
	}

	/**
	 * Describes the polls of a login.
	 *
	 * @param interval the current interval
	 * @param countedAt the elapsed time at the last poll that was not early
	 * @param seenAt the elapsed time at the last poll, repetitions within a second
	 * excluded
	 * @param tooEarly whether that poll was early
	 */
	record Pace(Duration interval, long countedAt, long seenAt, boolean tooEarly) {

		private Pace next(long now) {
			if (now - this.seenAt < SAME_POLL_NANOS) {
				return this;
			}
			if (now - this.countedAt >= this.interval.toNanos() / 4 * 3) {
				return new Pace(this.interval, now, now, false);
			}
			return new Pace(this.interval.plus(PENALTY), this.countedAt, now, true);
		}

	}

}
