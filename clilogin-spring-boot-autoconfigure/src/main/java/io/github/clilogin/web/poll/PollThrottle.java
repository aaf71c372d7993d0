package io.github.clilogin.web.poll;

import java.time.Clock;
import java.time.Duration;

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

	private static final long SAME_POLL_MILLIS = 1_000;

	private static final Duration PENALTY = Duration.ofSeconds(5);

	private final Duration interval;

	private final Clock clock;

	private final ExpiringMap<Pace> paces;

	PollThrottle(Duration interval, Duration lifetime, Clock clock) {
		this.interval = interval;
		this.clock = clock;
		this.paces = new ExpiringMap<>(MAX_LOGINS, lifetime, System::nanoTime);
	}

	Pace poll(String id) {
		long now = this.clock.millis();
		return this.paces.compute(id,
				(pace) -> (pace != null) ? pace.next(now) : new Pace(this.interval, now, now, false));
	}

	/** Allows the next poll at any time, since this poll was held until now. */
	Pace waited(String id) {
		long now = this.clock.millis();
		return this.paces.compute(id, (pace) -> {
			Duration interval = (pace != null) ? pace.interval() : this.interval;
			return new Pace(interval, now - interval.toMillis(), now, false);
		});
	}

	/**
	 * Describes the polls of a login.
	 *
	 * @param interval the current interval
	 * @param countedAt the time of the last poll that was not early
	 * @param seenAt the time of the last poll, repetitions within a second excluded
	 * @param tooEarly whether that poll was early
	 */
	record Pace(Duration interval, long countedAt, long seenAt, boolean tooEarly) {

		private Pace next(long now) {
			if (now - this.seenAt < SAME_POLL_MILLIS) {
				return this;
			}
			if (now - this.countedAt >= this.interval.toMillis() * 3 / 4) {
				return new Pace(this.interval, now, now, false);
			}
			return new Pace(this.interval.plus(PENALTY), this.countedAt, now, true);
		}

	}

}
