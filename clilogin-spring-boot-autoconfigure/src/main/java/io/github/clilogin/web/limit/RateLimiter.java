package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.internal.ExpiringMap;
import io.github.clilogin.internal.NanoTime;
import io.github.clilogin.internal.NetworkPrefix;
import io.github.clilogin.web.wire.WireException;

/**
 * Limits the permits of each key within a window, which begins with the first permit of
 * the key. Counts exactly under concurrent use. Keeps at most {@value #MAX_KEYS} keys,
 * each for a window after its last use, so that many addresses cannot fill the memory.
 * Thread-safe.
 */
final class RateLimiter {

	static final int MAX_KEYS = 20_000;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Limit limit;

	private final Bandwidth each;

	private final Bandwidth unknown;

	private final TimeMeter time;

	private final ExpiringMap<Budget> budgets;

	private RateLimiter(Limit limit, Bandwidth each, Bandwidth unknown, Duration window, NanoTime time) {
		this.limit = limit;
		this.each = each;
		this.unknown = unknown;
		this.time = new ElapsedTime(time);
		this.budgets = new ExpiringMap<>(MAX_KEYS, window, time);
	}

	static RateLimiter of(Limit limit, int size, Duration window, NanoTime time) {
		return new RateLimiter(limit, bandwidth(size, window), bandwidth(size, window), window, time);
	}

	/** Creates a limiter whose keys are those of {@link ClientNetworks}. */
	static RateLimiter perNetwork(Limit limit, int size, Duration window, NanoTime time) {
		return new RateLimiter(limit, bandwidth(size, window),
				bandwidth((long) NetworkPrefix.UNKNOWN_FACTOR * size, window), window, time);
	}

	private static Bandwidth bandwidth(long size, Duration window) {
		return Bandwidth.builder().capacity(size).refillIntervally(size, window).build();
	}

	Permit permit(String key) {
		return new Permit(this, key);
	}

	/** Takes all permits or none. Publishes the first refusal of a key in its window. */
	static void takeAll(List<Permit> permits, @Nullable String userId, Consumer<CliLoginEvent> events) {
		// Checks all permits first, so that a refused request uses none
		List<Permit> exhausted = permits.stream().filter(Permit::isExhausted).toList();
		if (exhausted.isEmpty()) {
			exhausted = takeUnlessLost(permits);
		}
		if (!exhausted.isEmpty()) {
			exhausted.stream()
				.filter(Permit::isFirstRefusal)
				.map((permit) -> permit.limiter().limit)
				.distinct()
				.forEach((limit) -> events.accept(new CliLoginEvent.Throttled(limit, userId)));
			long nanos = exhausted.stream().mapToLong(Permit::nanosToWait).max().orElse(0);
			throw WireException.tooManyRequests(Duration.ofSeconds((nanos + SECOND - 1) / SECOND));
		}
	}

	/** Returns the permit that another request took since the check, if any. */
	private static List<Permit> takeUnlessLost(List<Permit> permits) {
		for (int i = 0; i < permits.size(); i++) {
			if (!permits.get(i).take()) {
				permits.subList(0, i).forEach(Permit::giveBack);
				return List.of(permits.get(i));
			}
		}
		return List.of();
	}

	private boolean take(String key) {
		boolean[] taken = new boolean[1];
		this.budgets.compute(key, (found) -> {
			Budget budget = (found != null && found.isTouched()) ? found : create(key);
			taken[0] = budget.bucket().tryConsume(1);
			return budget;
		});
		return taken[0];
	}

	private Budget create(String key) {
		Bandwidth bandwidth = key.equals(ClientNetworks.UNKNOWN) ? this.unknown : this.each;
		Bucket bucket = Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(this.time).build();
		return new Budget(bucket, bandwidth.getCapacity(), new AtomicBoolean());
	}

	private @Nullable Budget find(String key) {
		return this.budgets.get(key);
	}

	int size() {
		return this.budgets.size();
	}

	/** Adapts the time to Bucket4j. */
	private record ElapsedTime(NanoTime time) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.time.getAsLong();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

	record Permit(RateLimiter limiter, String key) {

		/** Returns whether the key has taken a permit within its window. */
		boolean isTouched() {
			Budget budget = this.limiter.find(this.key);
			return budget != null && budget.isTouched();
		}

		boolean isExhausted() {
			return nanosToWait() > 0;
		}

		/** Returns the time until a permit is available, 0 if one is available now. */
		long nanosToWait() {
			Budget budget = this.limiter.find(this.key);
			return (budget != null) ? budget.bucket().estimateAbilityToConsume(1).getNanosToWaitForRefill() : 0;
		}

		boolean take() {
			return this.limiter.take(this.key);
		}

		void giveBack() {
			Budget budget = this.limiter.find(this.key);
			if (budget != null) {
				budget.bucket().addTokens(1);
			}
		}

		boolean isFirstRefusal() {
			Budget budget = this.limiter.find(this.key);
			return budget != null && budget.refused().compareAndSet(false, true);
		}

	}

	/** Counts the permits left. A full budget is replaced, to begin a new window. */
	private record Budget(Bucket bucket, long size, AtomicBoolean refused) {

		boolean isTouched() {
			return this.bucket.getAvailableTokens() < this.size;
		}

	}

}
