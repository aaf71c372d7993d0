package io.github.clilogin.client;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/**
 * What time and chance are to a login.
 *
 * @param clock the wall clock: a laptop's sleep counts
 * @param sleeper waits
 * @param random numbers from 0 to below 1
 */
record Time(Clock clock, Sleeper sleeper, DoubleSupplier random) {

	static Time system() {
		return new Time(Clock.systemUTC(), Time::sleep, () -> ThreadLocalRandom.current().nextDouble());
	}

	private static void sleep(Duration delay, Future<?> closed) throws InterruptedException {
		try {
			closed.get(delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			// Slept enough
		}
	}

	/** Waits for a time, or until a login is closed. */
	@FunctionalInterface
	interface Sleeper {

		void sleep(Duration delay, Future<?> closed) throws InterruptedException;

	}

}
