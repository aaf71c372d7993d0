package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.web.wire.WireException;

/**
 * Limits how often each key may do something within a window. The window of a key begins
 * with its first permit. Permits are counted exactly, however many threads take one. At
 * most {@value #MAX_KEYS} keys are held, each for a window after its last use, so that a
 * flood from many addresses does not fill the memory. Safe for use by many threads.
 */
final class RateLimiter {

	static final int MAX_KEYS = 20_000;

	/** All clients of unknown address share one key. */
	private static final int UNKNOWN_FACTOR = 10;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Limit limit;

	private final Bandwidth each;

	private final Bandwidth unknown;

	private final ClockTicker time;

	private final Cache<String, Budget> budgets;

	private RateLimiter(Limit limit, Bandwidth each, Bandwidth unknown, Duration window, ClockTicker time) {
		this.limit = limit;
		this.each = each;
		this.unknown = unknown;
		this.time = time;
		this.budgets = Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterAccess(window).ticker(time).build();
	}

	static RateLimiter of(Limit limit, int size, Duration window, ClockTicker time) {
		return new RateLimiter(limit, bandwidth(size, window), bandwidth(size, window), window, time);
	}

	/** Creates a limiter whose keys are those of {@link ClientNetworks}. */
	static RateLimiter perNetwork(Limit limit, int size, Duration window, ClockTicker time) {
		return new RateLimiter(limit, bandwidth(size, window), bandwidth((long) UNKNOWN_FACTOR * size, window), window,
				time);
	}

	private static Bandwidth bandwidth(long size, Duration window) {
		return Bandwidth.builder().capacity(size).refillIntervally(size, window).build();
	}

	Permit permit(String key) {
		return new Permit(this, key);
	}

	/**
	 * Takes several permits, all or none.
	 * @param permits the permits
	 * @param userId the id of the signed-in user, or {@code null}
	 * @param events told about the first refusal of each key within its window
	 * @throws WireException if one of the permits is exhausted
	 */
	static void takeAll(List<Permit> permits, @Nullable String userId, Consumer<CliLoginEvent> events) {
		// Looks before it takes, so that a refused request takes nothing from others
		List<Permit> exhausted = permits.stream().filter(Permit::isExhausted).toList();
		if (exhausted.isEmpty()) {
			exhausted = takeUnlessLost(permits);
		}
		if (!exhausted.isEmpty()) {
			exhausted.stream()
				.filter(Permit::isFirstRefusal)
				.forEach((permit) -> events.accept(new CliLoginEvent.Throttled(permit.limiter().limit, userId)));
			long nanos = exhausted.stream().mapToLong(Permit::nanosToWait).max().orElse(0);
			throw WireException.tooManyRequests(Duration.ofSeconds((nanos + SECOND - 1) / SECOND));
		}
	}

	/** Returns the permit that another request took since it was looked at. */
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
		this.budgets.asMap().compute(key, (same, found) -> {
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
		return this.budgets.getIfPresent(key);
	}

	/** Returns the number of keys that are held. */
	long size() {
		this.budgets.cleanUp();
		return this.budgets.estimatedSize();
	}

	/**
	 * One permit of a key.
	 *
	 * @param limiter the limiter
	 * @param key the key
	 */
	record Permit(RateLimiter limiter, String key) {

		/** Returns whether the key has taken a permit within its window. */
		boolean isTouched() {
			Budget budget = this.limiter.find(this.key);
			return budget != null && budget.isTouched();
		}

		boolean isExhausted() {
			return nanosToWait() > 0;
		}

		/** Returns the time until a permit can be taken, 0 if one can be taken now. */
		long nanosToWait() {
			Budget budget = this.limiter.find(this.key);
			return (budget != null) ? budget.bucket().estimateAbilityToConsume(1).getNanosToWaitForRefill() : 0;
		}

		boolean take() {
			return this.limiter.take(this.key);
		}

		/** Undoes one {@link #take}. */
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

	/**
	 * The permits that a key has left. Replaced when all are left, since another window
	 * begins then.
	 *
	 * @param bucket counts the permits
	 * @param size the number of permits in a window
	 * @param refused whether a refusal was published
	 */
	private record Budget(Bucket bucket, long size, AtomicBoolean refused) {

		boolean isTouched() {
			return this.bucket.getAvailableTokens() < this.size;
		}

	}

}
