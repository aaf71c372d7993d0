package io.github.clilogin.conformance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * A system clock that tests advance, so that logins expire without waiting while clients
 * sleep in real time.
 */
final class MovableClock extends Clock {

	private volatile Duration ahead = Duration.ZERO;

	private volatile @Nullable Instant stopped;

	void advance(Duration duration) {
		this.ahead = this.ahead.plus(duration);
	}

	/** Stops the clock; only {@link #advance} moves it. */
	void stop() {
		this.stopped = Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	/** Lets the clock run again. */
	void resume() {
		this.stopped = null;
	}

	@Override
	public Instant instant() {
		Instant stopped = this.stopped;
		return ((stopped != null) ? stopped : Instant.now()).plus(this.ahead);
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
