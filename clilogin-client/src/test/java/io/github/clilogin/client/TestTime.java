package io.github.clilogin.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A clock that advances when a login waits, and records the delays.
 */
final class TestTime extends Clock implements LoginTiming.Waiter {

	static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	final List<Duration> sleeps = new ArrayList<>();

	Runnable whileAsleep = () -> {
	};

	/** Makes time stand still until something happens in another thread. */
	BooleanSupplier isStopped = () -> false;

	/** Ends a wait at once if there is news, as real time does. */
	boolean isWokenByNews;

	/** Advances the clock at each reading, for time that passes outside the test. */
	Duration perReading = Duration.ZERO;

	private Instant now = START;

	LoginTiming toTime() {
		return new LoginTiming(this, this, () -> 0);
	}

	Instant now() {
		return this.now;
	}

	void advance(Duration time) {
		this.now = this.now.plus(time);
	}

	@Override
	public void sleep(Duration delay, Future<?> closed) {
		this.sleeps.add(delay);
		if (this.isStopped.getAsBoolean()) {
			awaitOther(closed);
			return;
		}
		if (this.isWokenByNews && closed.isDone()) {
			return;
		}
		advance(delay);
		this.whileAsleep.run();
	}

	private static void awaitOther(Future<?> closed) {
		try {
			closed.get(40, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Instant instant() {
		advance(this.perReading);
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
