package io.github.clilogin.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Permits an action at most once a minute, such as a warning that a user can cause.
 * Thread-safe.
 */
public final class OncePerMinute {

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final AtomicReference<Instant> taken = new AtomicReference<>(Instant.MIN);

	/**
	 * Takes the permit of this minute, unless it is taken. After the clock was set back
	 * by more than a minute, a permit is free.
	 * @param now the time
	 * @return whether the action is permitted
	 */
	public boolean take(Instant now) {
		Instant last = this.taken.get();
		boolean free = last.isAfter(now.plus(INTERVAL)) || !last.isAfter(now.minus(INTERVAL));
		return free && this.taken.compareAndSet(last, now);
	}

}
