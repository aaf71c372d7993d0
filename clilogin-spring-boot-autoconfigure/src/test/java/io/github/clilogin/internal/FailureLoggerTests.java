package io.github.clilogin.internal;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how often a failure is logged.
 */
class FailureLoggerTests {

	@AutoClose
	private final CapturedLog log = new CapturedLog(FailureLoggerTests.class);

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);

	private final FailureLogger failures = new FailureLogger(System.getLogger(FailureLoggerTests.class.getName()),
			"A request failed", this.nanoTime::get);

	@Test
	void failuresOfOneTypeAreLoggedOnce() {
		for (int i = 0; i < 100; i++) {
			this.failures.log(new IllegalStateException("The database is down for " + i + " s"));
			this.failures.log(new IllegalArgumentException("Another failure"));
		}
		assertThat(this.log.messages()).containsExactly("WARNING A request failed", "WARNING A request failed");
	}

	@Test
	void failureIsLoggedAgainAfterTenSecondsWithTheCount() {
		for (int i = 0; i < 1_235; i++) {
			this.failures.log(new IllegalStateException());
		}
		this.nanoTime.addAndGet(10_000_000_000L);
		this.failures.log(new IllegalStateException());
		this.nanoTime.addAndGet(10_000_000_000L);
		this.failures.log(new IllegalStateException());
		assertThat(this.log.messages()).containsExactly("WARNING A request failed",
				"WARNING A request failed. 1,234 more failed since the last warning: java.lang.IllegalStateException",
				"WARNING A request failed");
	}

	@Test
	void warningWithoutAStackTraceContainsTheFailure() {
		this.failures.logBriefly(new IllegalStateException("The database is down"));
		this.failures.logBriefly(new IllegalStateException("The database is down"));
		assertThat(this.log.messages())
			.containsExactly("WARNING A request failed: java.lang.IllegalStateException: The database is down");
	}

	@Test
	void failureThatTheStoreHasLoggedDoesNotWarnAgain() {
		this.failures.log(new MissingIndexException("Cannot store logins"));
		this.failures.logBriefly(new MissingIndexException("Cannot store logins"));
		assertThat(this.log.messages()).isEmpty();
	}

}
