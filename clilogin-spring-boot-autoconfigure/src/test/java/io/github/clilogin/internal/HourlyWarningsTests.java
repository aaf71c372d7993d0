package io.github.clilogin.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how often a warning is logged.
 */
class HourlyWarningsTests {

	@AutoClose
	private final CapturedLog log = new CapturedLog(HourlyWarningsTests.class);

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);

	private final HourlyWarnings warnings = new HourlyWarnings(System.getLogger(HourlyWarningsTests.class.getName()),
			this.nanoTime::get);

	@Test
	void eachWarningIsRepeatedAfterAnHour() {
		for (int i = 0; i < 3; i++) {
			this.warnings.log("No table");
			this.warnings.log("No index");
		}
		this.nanoTime.addAndGet(Duration.ofHours(1).toNanos() - 1);
		this.warnings.log("No table");
		assertThat(this.log.messages()).containsExactly("WARNING No table", "WARNING No index");
		this.nanoTime.incrementAndGet();
		this.warnings.log("No table");
		this.warnings.log("No table");
		assertThat(this.log.messages()).containsExactly("WARNING No table", "WARNING No index", "WARNING No table");
	}

}
