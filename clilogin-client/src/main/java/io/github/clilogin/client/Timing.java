package io.github.clilogin.client;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * What time and chance are to a login.
 *
 * @param clock the wall clock: a laptop's sleep counts
 * @param sleeper waits
 * @param random numbers from 0 to below 1
 */
record Timing(Clock clock, Sleeper sleeper, DoubleSupplier random) {

	static Timing system() {
		return new Timing(Clock.systemUTC(), (delay, closed) -> closed.await(delay.toNanos(), TimeUnit.NANOSECONDS),
				() -> ThreadLocalRandom.current().nextDouble());
	}

	/** Waits for a time, or until a login is closed. */
	@FunctionalInterface
	interface Sleeper {

		void sleep(Duration delay, CountDownLatch closed) throws InterruptedException;

	}

}
