package io.github.clilogin.internal;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OncePerMinute}.
 */
class OncePerMinuteTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final OncePerMinute permits = new OncePerMinute();

	@Test
	void oneOfManyActionsIsPermittedEachMinute() {
		assertThat(this.permits.take(NOW)).isTrue();
		assertThat(this.permits.take(NOW)).isFalse();
		assertThat(this.permits.take(NOW.plusMillis(59_999))).isFalse();
		assertThat(this.permits.take(NOW.plusSeconds(60))).isTrue();
		assertThat(this.permits.take(NOW.plusSeconds(61))).isFalse();
	}

	@Test
	void anActionIsPermittedAfterTheClockWasSetBack() {
		assertThat(this.permits.take(NOW)).isTrue();
		assertThat(this.permits.take(NOW.minusSeconds(60))).isFalse();
		Instant back = NOW.minus(Duration.ofHours(1));
		assertThat(this.permits.take(back)).isTrue();
		assertThat(this.permits.take(back)).isFalse();
	}

}
