package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.ControlledHost;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RateLimiter}.
 */
class RateLimiterTests {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final MovableClock clock = MovableClock.at(ControlledHost.START);

	private final RateLimiter limiter = RateLimiter.perNetwork(Limit.STARTS_PER_ADDRESS, 3, WINDOW, this.clock);

	private int take(String key, int times) {
		return (int) IntStream.range(0, times).filter((i) -> this.limiter.permit(key).take()).count();
	}

	@Test
	void aKeyTakesNoMoreThanItsPermitsUntilTheWindowEnds() {
		assertThat(this.limiter.permit("a").nanosToWait()).isZero();
		assertThat(take("a", 1)).isEqualTo(1);
		this.clock.advance(Duration.ofMinutes(4));
		assertThat(take("a", 9)).isEqualTo(2);
		assertThat(this.limiter.permit("a").nanosToWait()).isEqualTo(Duration.ofMinutes(6).toNanos());
		this.clock.advance(Duration.ofMinutes(6).minusNanos(1));
		assertThat(take("a", 9)).isZero();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.limiter.permit("a").nanosToWait()).isZero();
		assertThat(take("a", 9)).isEqualTo(3);
	}

	@Test
	void aWindowBeginsWithTheFirstPermit() {
		take("a", 1);
		this.clock.advance(WINDOW.plusMinutes(7));
		assertThat(this.limiter.permit("a").isTouched()).isFalse();
		assertThat(take("a", 9)).isEqualTo(3);
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(take("a", 9)).isZero();
	}

	@Test
	void aReturnedPermitDoesNotBeginAWindow() {
		take("a", 1);
		this.clock.advance(Duration.ofMinutes(9));
		this.limiter.permit("a").giveBack();
		take("a", 3);
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(take("a", 1)).isZero();
	}

	@Test
	void eachKeyHasItsOwnPermitsAndTheUnknownKeyHasTenTimesAsMany() {
		assertThat(take("a", 99)).isEqualTo(3);
		assertThat(take("b", 99)).isEqualTo(3);
		assertThat(take(ClientNetworks.UNKNOWN, 99)).isEqualTo(30);
	}

	@Test
	void aReturnedPermitCanBeTakenAgain() {
		take("a", 2);
		this.limiter.permit("a").giveBack();
		assertThat(this.limiter.permit("a").isTouched()).isTrue();
		assertThat(take("a", 9)).isEqualTo(2);
		take("b", 1);
		this.limiter.permit("b").giveBack();
		assertThat(this.limiter.permit("b").isTouched()).isFalse();
		this.limiter.permit("b").giveBack();
		assertThat(take("b", 9)).isEqualTo(3);
	}

	@Test
	void manyThreadsTakeNoMorePermitsThanOne() {
		RateLimiter large = RateLimiter.of(Limit.STARTS_PER_ADDRESS, 1000, WINDOW, this.clock);
		long taken = IntStream.range(0, 20_000).parallel().filter((i) -> {
			boolean got = large.permit("a").take();
			if (got && i % 2 == 0) {
				large.permit("a").giveBack();
			}
			return got && i % 2 != 0;
		}).count();
		assertThat(taken).isEqualTo(1000);
	}

	@Test
	void theFirstRefusalInAWindowIsReportedOnce() {
		assertThat(this.limiter.permit("a").isFirstRefusal()).isFalse();
		take("a", 3);
		assertThat(this.limiter.permit("a").isFirstRefusal()).isTrue();
		assertThat(this.limiter.permit("a").isFirstRefusal()).isFalse();
		this.clock.advance(WINDOW);
		take("a", 3);
		assertThat(this.limiter.permit("a").isFirstRefusal()).isTrue();
	}

	@Test
	void aMillionAddressesDoNotExhaustTheMemory() {
		for (int i = 0; i < 1_000_000; i++) {
			this.limiter.permit(Integer.toHexString(i)).take();
		}
		assertThat(this.limiter.size()).isPositive().isLessThanOrEqualTo(RateLimiter.MAX_KEYS);
		this.clock.advance(WINDOW);
		assertThat(this.limiter.size()).isZero();
	}

}
