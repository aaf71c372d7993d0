package io.github.clilogin;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.ForwardingRepository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link PendingLoginLimit}.
 */
class PendingLoginLimitTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final Counting repository = new Counting();

	private final PendingLoginLimit cap = new PendingLoginLimit(this.repository, 3);

	@Test
	void itCountsEveryTenSecondsAndNeverForEachStart() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.cap.admits(NOW.plusSeconds(i))).isTrue();
		}
		assertThat(this.cap.admits(NOW.plusSeconds(10))).isFalse();
		assertThat(this.repository.counts).hasValue(1);
		assertThat(this.cap.admits(NOW.plusMillis(10_001))).as("all have expired by then").isTrue();
		assertThat(this.repository.counts).hasValue(2);
	}

	@Test
	void aStartCountsIfTheClockWasSetBack() {
		for (int i = 0; i < 4; i++) {
			this.cap.admits(NOW);
		}
		assertThat(this.cap.admits(NOW.minusSeconds(3_600))).isTrue();
		assertThat(this.repository.counts).hasValue(2);
	}

	@Test
	void aReleasedPlaceIsFree() {
		for (int i = 0; i < 3; i++) {
			this.cap.admits(NOW);
		}
		this.cap.release();
		assertThat(this.cap.isNearlyReached(NOW)).isFalse();
		assertThat(this.cap.admits(NOW)).isTrue();
		assertThat(this.cap.isNearlyReached(NOW)).isTrue();
	}

	@Test
	void whileOneStartCountsTheOthersDoNotWait() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		this.repository.counting = () -> {
			asked.countDown();
			await(answer);
		};
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> this.cap.admits(NOW),
				(task) -> new Thread(task).start());
		assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.cap.admits(NOW)).isTrue();
		answer.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.repository.counts).hasValue(1);
	}

	@Test
	void noStartAddsOldStartsToANewCount() throws Exception {
		for (int round = 0; round < 300; round++) {
			PendingLoginLimit limit = new PendingLoginLimit(this.repository, 1200);
			this.repository.pending = 0;
			for (int i = 0; i < 600; i++) {
				limit.admits(NOW);
			}
			this.repository.pending = 600;
			AtomicBoolean began = new AtomicBoolean();
			this.repository.counting = () -> began.set(true);
			CompletableFuture<Boolean> counting = CompletableFuture
				.supplyAsync(() -> limit.admits(NOW.plusSeconds(11)));
			while (!began.get()) {
				Thread.onSpinWait();
			}
			int refused = 0;
			for (int i = 0; i < 500; i++) {
				refused += limit.admits(NOW) ? 0 : 1;
			}
			assertThat(counting.get(10, TimeUnit.SECONDS)).isTrue();
			assertThat(refused).as("refused in round " + round).isZero();
		}
	}

	@Test
	void aFailedCountIsRetried() {
		this.repository.counting = () -> {
			throw new IllegalStateException("The store is stopped");
		};
		assertThatIllegalStateException().isThrownBy(() -> this.cap.admits(NOW));
		this.repository.counting = () -> {
		};
		assertThat(this.cap.admits(NOW)).isTrue();
		assertThat(this.repository.counts).hasValue(2);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A store in which nothing waits, and which takes its time to say so. */
	private static final class Counting extends ForwardingRepository {

		private final AtomicInteger counts = new AtomicInteger();

		private volatile Runnable counting = () -> {
		};

		private volatile long pending;

		Counting() {
			super(MemoryCliLogins.repository());
		}

		@Override
		public long countPending(Instant now) {
			this.counts.incrementAndGet();
			this.counting.run();
			return this.pending;
		}

	}

}
