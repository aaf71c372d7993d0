package io.github.clilogin.internal;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DurationText}.
 */
class DurationTextTests {

	@ParameterizedTest
	@CsvSource({ "PT10M, 10 minutes", "PT1M, 1 minute", "PT1M30S, 1 minute 30 seconds", "PT0.999S, 999 milliseconds",
			"PT0S, 0 seconds", "PT24H, 1 day", "PT49H1S, 2 days 1 hour 1 second", "PT-5S, -5 seconds" })
	void durationIsWrittenInWords(Duration duration, String text) {
		assertThat(DurationText.of(duration)).isEqualTo(text);
	}

}
