package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LoginSweeper}.
 */
class LoginSweeperTests {

	private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

	private final List<Instant> sweeps = new ArrayList<>();

	private final Queue<Runnable> later = new ArrayDeque<>();

	private final MovableClock clock = MovableClock.at(START);

	private final CliLoginRepository repository = new ForwardingRepository(MemoryCliLogins.repository()) {
		@Override
		public void sweep(Instant now) {
			LoginSweeperTests.this.sweeps.add(now);
			if (LoginSweeperTests.this.sweeps.size() == 1) {
				throw new IllegalStateException("no primary");
			}
		}
	};

	private final LoginSweeper sweeper = new LoginSweeper(this.repository, this.clock, this.later::add);

	@Test
	void nothingIsPlannedOnAnIdleNode() {
		assertThat(this.later).isEmpty();
	}

	@Test
	void atMostOneSweepIsPlannedAtATime() {
		this.sweeper.arm(Duration.ofMinutes(5));
		this.sweeper.arm(Duration.ofMinutes(5));
		assertThat(this.later).hasSize(1);
		runLater();
		assertThat(this.sweeps).hasSize(1);
		assertThat(this.later).isEmpty();
	}

	@Test
	void aLoginThatIsNotReadyIsSweptLater() {
		this.sweeper.arm(Duration.ofMinutes(12));
		this.clock.advance(Duration.ofMinutes(3));
		this.sweeper.arm(Duration.ofMinutes(5));
		runLater();
		assertThat(this.later).hasSize(1);
		runLater();
		assertThat(this.later).isEmpty();
		assertThat(this.sweeps).last().isEqualTo(START.plus(Duration.ofMinutes(15)));
	}

	@Test
	void theFirstRequestOfANodePlansASweepAndNoOther() {
		this.sweeper.armOnce();
		runLater();
		this.sweeper.armOnce();
		assertThat(this.later).isEmpty();
	}

	@Test
	void aFailedSweepIsRetriedWithTheNextLogin() {
		this.sweeper.arm(Duration.ofMinutes(5));
		runLater();
		this.sweeper.arm(Duration.ofMinutes(5));
		runLater();
		assertThat(this.sweeps).hasSize(2);
	}

	@Test
	void nothingIsSweptAfterClosing() {
		this.sweeper.arm(Duration.ofMinutes(5));
		this.sweeper.close();
		runLater();
		this.sweeper.arm(Duration.ofMinutes(5));
		assertThat(this.sweeps).isEmpty();
		assertThat(this.later).isEmpty();
	}

	/** Six minutes later. */
	private void runLater() {
		this.clock.advance(Duration.ofMinutes(6));
		this.later.remove().run();
	}

}
