package io.github.clilogin.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Tests of {@link ExpiringMap}. */
class ExpiringMapTests {

	private static final int MAX_SIZE = 1_600;

	private static final Duration LIFETIME = Duration.ofSeconds(10);

	// A clock that passes the largest number, as System.nanoTime may
	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());

	private final ExpiringMap<Integer> map = new ExpiringMap<>(MAX_SIZE, LIFETIME, this.nanos::get);

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	@Test
	void aValueIsThereUntilItsTimeHasPassedSinceTheLastWrite() {
		this.map.put("a", 1);
		pass(LIFETIME.minusNanos(1));
		assertThat(this.map.get("a")).isEqualTo(1);
		this.map.put("a", 2);
		pass(LIFETIME.minusNanos(1));
		assertThat(this.map.get("a")).isEqualTo(2);
		assertThat(this.map.size()).isEqualTo(1);
		pass(Duration.ofNanos(1));
		assertThat(this.map.get("a")).isNull();
		assertThat(this.map.size()).isZero();
	}

	@Test
	void aChangeGetsTheFormerValueUnlessItHasExpired() {
		assertThat(this.map.compute("a", (old) -> (old == null) ? 1 : old + 1)).isEqualTo(1);
		assertThat(this.map.compute("a", (old) -> (old == null) ? 1 : old + 1)).isEqualTo(2);
		pass(LIFETIME);
		assertThat(this.map.compute("a", (old) -> (old == null) ? 1 : old + 1)).isEqualTo(1);
	}

	@Test
	void aChangeThatFailsChangesNothing() {
		this.map.put("a", 1);
		assertThatIllegalStateException().isThrownBy(() -> this.map.compute("a", (old) -> {
			throw new IllegalStateException();
		}));
		assertThat(this.map.get("a")).isEqualTo(1);
	}

	@Test
	void aFullMapDropsTheValuesThatWereWrittenFirst() {
		IntStream.range(0, 100 * MAX_SIZE).forEach((i) -> this.map.put("key " + i, i));
		assertThat(this.map.size()).isEqualTo(MAX_SIZE);
		assertThat(this.map.get("key " + (100 * MAX_SIZE - 1))).isEqualTo(100 * MAX_SIZE - 1);
		assertThat(IntStream.range(0, MAX_SIZE).mapToObj((i) -> this.map.get("key " + i))).containsOnlyNulls();
	}

	@Test
	void expiredValuesMakeRoomBeforeOthersAreDropped() {
		IntStream.range(0, MAX_SIZE).forEach((i) -> this.map.put("old " + i, i));
		pass(LIFETIME);
		this.map.put("new", 1);
		IntStream.range(0, MAX_SIZE / 32).forEach((i) -> this.map.put("newer " + i, i));
		assertThat(this.map.get("new")).isEqualTo(1);
		assertThat(this.map.size()).isEqualTo(1 + MAX_SIZE / 32);
	}

	@Test
	void valuesAreRemovedByKeyOrAllTogether() {
		List.of("a", "b", "c").forEach((key) -> this.map.put(key, 1));
		List.of("a", "b", "unknown").forEach(this.map::remove);
		assertThat(this.map.get("a")).isNull();
		assertThat(this.map.get("c")).isEqualTo(1);
		this.map.clear();
		assertThat(this.map.size()).isZero();
	}

	@Test
	void concurrentChangesOfAKeyAreAllCounted() {
		IntStream.range(0, 10_000)
			.parallel()
			.forEach((i) -> this.map.compute("a", (old) -> (old == null) ? 1 : old + 1));
		assertThat(this.map.get("a")).isEqualTo(10_000);
	}

}
