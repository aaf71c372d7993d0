package io.github.clilogin.testsupport;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for other threads. A wait ends as soon as its condition holds, so the limit is
 * long enough for a busy machine. An exception of another thread does not end it.
 */
public final class TestWaits {

	private TestWaits() {
	}

	/** Starts a wait of 30 seconds at most. */
	public static ConditionFactory await(String what) {
		return Awaitility.await(what)
			.dontCatchUncaughtExceptions()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10));
	}

}
