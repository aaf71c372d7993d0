package io.github.clilogin.internal;

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

	private final FailureLogger failures = new FailureLogger(System.getLogger(FailureLoggerTests.class.getName()),
			"failed");

	@Test
	void failuresOfOneTypeAreLoggedOnce() {
		for (int i = 0; i < 100; i++) {
			this.failures.log(new IllegalStateException("The database is down for " + i + " s"));
			this.failures.log(new IllegalArgumentException("Another failure"));
		}
		assertThat(this.log.messages()).containsExactly("WARNING failed", "WARNING failed");
	}

	@Test
	void failureIsLoggedAgainAfterTenSeconds() {
		this.failures.times().put(IllegalStateException.class, System.nanoTime() - 10_000_000_001L);
		this.failures.log(new IllegalStateException());
		assertThat(this.log.messages()).hasSize(1);
	}

}
