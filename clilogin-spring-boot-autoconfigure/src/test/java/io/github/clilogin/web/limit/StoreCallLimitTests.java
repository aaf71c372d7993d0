package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link StoreCallLimit}.
 */
class StoreCallLimitTests {

	private static final Duration MAX_CALL_TIME = Duration.ofMinutes(2);

	private final MovableClock clock = MovableClock.at(ControlledHost.START);

	private final StoreCallLimit limit = new StoreCallLimit(this.clock, MAX_CALL_TIME);

	private final CountDownLatch frozen = new CountDownLatch(1);

	private final AtomicInteger inStore = new AtomicInteger();

	@AfterEach
	void thaw() {
		this.frozen.countDown();
	}

	private <T> T call(Supplier<T> answer) {
		try (StoreCallLimit.Call call = this.limit.enter()) {
			return call.returned(answer.get());
		}
	}

	private String callFrozen() {
		return call(() -> {
			this.inStore.incrementAndGet();
			try {
				TestWaits.await("the store", this.frozen);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return "answer";
		});
	}

	private List<CompletableFuture<String>> fill() {
		List<CompletableFuture<String>> calls = IntStream.range(0, StoreCallLimit.MAX_CALLS)
			.mapToObj((i) -> inThread(this::callFrozen))
			.toList();
		TestWaits.await("calls").until(() -> this.inStore.get() == StoreCallLimit.MAX_CALLS);
		return calls;
	}

	private static CompletableFuture<String> inThread(Supplier<String> call) {
		return CompletableFuture.supplyAsync(call, (task) -> new Thread(task).start());
	}

	private void assertBusy() {
		assertThatExceptionOfType(StoreBusyException.class).isThrownBy(() -> call(() -> "answer"))
			.withMessageContaining("32 requests of CLIs");
	}

	private void failAfter(Duration time) {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call(() -> {
			this.clock.advance(time);
			throw new IllegalStateException();
		}));
	}

	@Test
	void aStoreThatDoesNotAnswerHoldsThirtyTwoCalls() throws Exception {
		List<CompletableFuture<String>> calls = fill();
		this.clock.advance(MAX_CALL_TIME);
		assertBusy();
		this.frozen.countDown();
		for (CompletableFuture<String> call : calls) {
			assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
		}
		assertThat(call(() -> "answer")).isEqualTo("answer");
	}

	@ParameterizedTest
	@ValueSource(longs = { -120, 0, 3_600 })
	void whileTheStoreAnswersCallsWaitForTheirTurn(long idleSeconds) throws Exception {
		this.clock.advance(Duration.ofSeconds(idleSeconds).plus(MAX_CALL_TIME));
		List<CompletableFuture<String>> calls = Stream
			.concat(fill().stream(), IntStream.range(0, 300).mapToObj((i) -> inThread(this::callFrozen)))
			.toList();
		this.frozen.countDown();
		for (CompletableFuture<String> call : calls) {
			assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
		}
	}

	@Test
	void afterALateFailureCallsDoNotWaitUntilTheStoreAnswers() {
		failAfter(MAX_CALL_TIME);
		this.clock.advance(Duration.ofSeconds(1));
		fill();
		assertBusy();
	}

	@Test
	void aCallThatFailsLatePausesAllCallsForASecond() {
		failAfter(MAX_CALL_TIME);
		assertBusy();
		this.clock.advance(Duration.ofMillis(999));
		assertBusy();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(call(() -> "answer")).isEqualTo("answer");
	}

	@Test
	void aCallThatFailsAtOncePausesNothing() {
		for (int i = 0; i < 2 * StoreCallLimit.MAX_CALLS; i++) {
			failAfter(Duration.ZERO);
		}
		assertThat(call(() -> "answer")).isEqualTo("answer");
	}

	@Test
	void anAnswerEndsThePause() throws Exception {
		CompletableFuture<String> running = inThread(this::callFrozen);
		TestWaits.await("a call").until(() -> this.inStore.get() == 1);
		failAfter(MAX_CALL_TIME);
		assertBusy();
		this.frozen.countDown();
		assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
		assertThat(call(() -> "answer")).isEqualTo("answer");
	}

	@Test
	void anInterruptedCallIsRefusedAndStaysInterrupted() {
		fill();
		Thread.currentThread().interrupt();
		assertBusy();
		assertThat(Thread.interrupted()).isTrue();
	}

}
