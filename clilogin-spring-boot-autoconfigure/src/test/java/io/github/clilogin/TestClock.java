package io.github.clilogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that moves when told to.
 */
public final class TestClock extends Clock {

	private volatile Instant now;

	/**
	 * Creates a clock.
	 * @param now the first time it shows
	 */
	public TestClock(Instant now) {
		this.now = now;
	}

	/**
	 * Moves on.
	 * @param duration how far
	 */
	public void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
