package io.github.clilogin.web;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Budgets}.
 */
class BudgetsTests {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final TestClock clock = new TestClock(TestHost.START);

	private final Budgets budgets = Budgets.perNetwork(Limit.STARTS_PER_ADDRESS, 3, WINDOW, new ClockTime(this.clock));

	private int take(String key, int times) {
		return (int) IntStream.range(0, times).filter((i) -> this.budgets.take(key)).count();
	}

	@Test
	void nobodyTakesMoreThanThereIsUntilTheWindowEnds() {
		assertThat(this.budgets.nanosToWait("a")).isZero();
		assertThat(take("a", 1)).isEqualTo(1);
		this.clock.advance(Duration.ofMinutes(4));
		assertThat(take("a", 9)).isEqualTo(2);
		assertThat(this.budgets.nanosToWait("a")).isEqualTo(Duration.ofMinutes(6).toNanos());
		this.clock.advance(Duration.ofMinutes(6).minusNanos(1));
		assertThat(take("a", 9)).isZero();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.budgets.nanosToWait("a")).isZero();
		assertThat(take("a", 9)).isEqualTo(3);
	}

	@Test
	void aWindowBeginsWithTheFirstTime() {
		take("a", 1);
		this.clock.advance(WINDOW.plusMinutes(7));
		assertThat(this.budgets.isTouched("a")).isFalse();
		assertThat(take("a", 9)).isEqualTo(3);
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(take("a", 9)).isZero();
	}

	@Test
	void whatWasGivenBackBeganNoWindow() {
		take("a", 1);
		this.clock.advance(Duration.ofMinutes(9));
		this.budgets.giveBack("a");
		take("a", 3);
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(take("a", 1)).isZero();
	}

	@Test
	void eachHasABudgetOfTheirOwnAndTheUnknownShareOneTenTimesAsLarge() {
		assertThat(take("a", 99)).isEqualTo(3);
		assertThat(take("b", 99)).isEqualTo(3);
		assertThat(take(ClientNetworks.UNKNOWN, 99)).isEqualTo(30);
	}

	@Test
	void whatIsGivenBackIsAsIfItWasNeverTakenAndNothingMore() {
		take("a", 2);
		this.budgets.giveBack("a");
		assertThat(this.budgets.isTouched("a")).isTrue();
		assertThat(take("a", 9)).isEqualTo(2);
		take("b", 1);
		this.budgets.giveBack("b");
		assertThat(this.budgets.isTouched("b")).isFalse();
		this.budgets.giveBack("b");
		assertThat(take("b", 9)).isEqualTo(3);
	}

	@Test
	void manyThreadsTakeNoMoreThanOne() {
		Budgets large = Budgets.of(Limit.STARTS_PER_ADDRESS, 1000, WINDOW, new ClockTime(this.clock));
		long taken = IntStream.range(0, 20_000).parallel().filter((i) -> {
			boolean got = large.take("a");
			if (got && i % 2 == 0) {
				large.giveBack("a");
			}
			return got && i % 2 != 0;
		}).count();
		assertThat(taken).isEqualTo(1000);
	}

	@Test
	void itIsNewsOnceInAWindow() {
		assertThat(this.budgets.isNews("a")).isFalse();
		take("a", 3);
		assertThat(this.budgets.isNews("a")).isTrue();
		assertThat(this.budgets.isNews("a")).isFalse();
		this.clock.advance(WINDOW);
		take("a", 3);
		assertThat(this.budgets.isNews("a")).isTrue();
	}

	@Test
	void aMillionAddressesFillNoMemory() {
		for (int i = 0; i < 1_000_000; i++) {
			this.budgets.take(Integer.toHexString(i));
		}
		assertThat(this.budgets.held()).isPositive().isLessThanOrEqualTo(Budgets.MAX_KEYS);
		this.clock.advance(WINDOW);
		assertThat(this.budgets.held()).isZero();
	}

}
