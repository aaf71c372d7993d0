package io.github.clilogin.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.clilogin.internal.NanoTime;

/**
 * A clock that a test moves. It stands still or runs. It also measures the elapsed time,
 * which a change of the time of day does not affect. Safe for use by many threads.
 */
public final class MovableClock extends Clock implements NanoTime {

	private volatile @Nullable Instant stopped;

	private volatile Duration ahead = Duration.ZERO;

	private volatile long elapsed;

	private volatile long stoppedNanos = System.nanoTime();

	private MovableClock(@Nullable Instant stopped) {
		this.stopped = stopped;
	}

	/** Returns a clock that stands still. */
	public static MovableClock at(Instant now) {
		return new MovableClock(now);
	}

	/** Returns a clock that runs with the clock of the system. */
	public static MovableClock running() {
		return new MovableClock(null);
	}

	/** Lets time pass. */
	public synchronized void advance(Duration duration) {
		Assert.isTrue(!duration.isNegative(), "Time does not run backwards");
		this.ahead = this.ahead.plus(duration);
		this.elapsed += duration.toNanos();
	}

	/**
	 * Changes the time of day as a correction of the clock does, backwards if the
	 * duration is negative. No time passes.
	 */
	public synchronized void jump(Duration duration) {
		this.ahead = this.ahead.plus(duration);
	}

	/** Stops the clock at a full second. Only {@link #advance} moves it now. */
	public void stop() {
		this.stoppedNanos = System.nanoTime();
		this.stopped = Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	/** Lets the clock run with the clock of the system. */
	public void resume() {
		this.stopped = null;
	}

	@Override
	public Instant instant() {
		Instant stopped = this.stopped;
		return ((stopped != null) ? stopped : Instant.now()).plus(this.ahead);
	}

	@Override
	public long getAsLong() {
		return ((this.stopped != null) ? this.stoppedNanos : System.nanoTime()) + this.elapsed;
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
