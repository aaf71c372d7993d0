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
 * Provides the clock, the waiting and the random numbers of a login.
 *
 * @param clock the wall clock, which includes the time that a laptop sleeps
 * @param waiter waits between polls
 * @param random returns numbers from 0 to below 1
 * @param cancelTimeout limits the request that cancels a login
 */
record LoginTiming(Clock clock, Waiter waiter, DoubleSupplier random, Duration cancelTimeout) {

	// The user has pressed Ctrl-C and waits for the prompt
	private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(2);

	LoginTiming(Clock clock, Waiter waiter, DoubleSupplier random) {
		this(clock, waiter, random, CANCEL_TIMEOUT);
	}

	static LoginTiming system() {
		return new LoginTiming(Clock.systemUTC(), LoginTiming::sleep, () -> ThreadLocalRandom.current().nextDouble());
	}

	private static void sleep(Duration delay, Future<?> closed) throws InterruptedException {
		try {
			closed.get(delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			// The delay has passed
		}
	}

	/** Waits for a delay, or until a login is closed. */
	@FunctionalInterface
	interface Waiter {

		void sleep(Duration delay, Future<?> closed) throws InterruptedException;

	}

}
