package io.github.clilogin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.github.clilogin.memory.MemoryCliLogins;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Sweeper}.
 */
class SweeperTests {

	private final List<Instant> sweeps = new ArrayList<>();

	private final Queue<Runnable> later = new ArrayDeque<>();

	private final TestClock clock = new TestClock(Instant.parse("2026-11-21T12:00:00Z"));

	private final CliLoginRepository repository = new ForwardingRepository(MemoryCliLogins.repository()) {
		@Override
		public void sweep(Instant now) {
			SweeperTests.this.sweeps.add(now);
			if (SweeperTests.this.sweeps.size() == 1) {
				throw new IllegalStateException("no primary");
			}
		}
	};

	private final Sweeper sweeper = new Sweeper(
			new LoginEnvironment(this.repository, CliLoginSettings.defaults(), this.clock, (event) -> {
			}), this.later::add);

	@Test
	void nothingIsDueOnAnIdleNode() {
		assertThat(this.later).isEmpty();
	}

	@Test
	void atMostOneSweepIsDueHoweverOftenItIsArmed() {
		this.sweeper.arm();
		this.sweeper.arm();
		assertThat(this.later).hasSize(1);
		this.later.remove().run();
		assertThat(this.sweeps).hasSize(1);
		assertThat(this.later).isEmpty();
	}

	@Test
	void aSweepThatFailsIsTriedAgainWithTheNextLogin() {
		this.sweeper.arm();
		this.later.remove().run();
		this.sweeper.arm();
		this.later.remove().run();
		assertThat(this.sweeps).hasSize(2);
	}

	@Test
	void nothingIsSweptAfterClosing() {
		this.sweeper.arm();
		this.sweeper.close();
		this.later.remove().run();
		this.sweeper.arm();
		assertThat(this.sweeps).isEmpty();
		assertThat(this.later).isEmpty();
	}

}
