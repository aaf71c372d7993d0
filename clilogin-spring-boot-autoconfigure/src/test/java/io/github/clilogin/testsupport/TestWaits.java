package io.github.clilogin.testsupport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for other threads. A wait ends as soon as its condition holds, so the limit is
 * long enough for a busy machine. An exception of another thread does not end it.
 */
public final class TestWaits {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private TestWaits() {
	}

	/** Starts a wait of 30 seconds at most. */
	public static ConditionFactory await(String what) {
		return Awaitility.await(what)
			.dontCatchUncaughtExceptions()
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10));
	}

	/** Waits for a latch for 30 seconds at most, and returns as soon as it opens. */
	public static void await(String what, CountDownLatch latch) throws InterruptedException {
		if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new AssertionError("Timed out while waiting for " + what);
		}
	}

}
