package io.github.clilogin.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;

import io.github.clilogin.CliLoginEvent.Limit;

/**
 * How often each of many may do something within a window, which begins with the first
 * time and ends by itself. What is taken is counted at once and exactly, however many
 * threads ask. No more than {@value #MAX_KEYS} are held, and none for longer than a
 * window after they last came, so that a flood from many addresses fills no memory.
 */
final class Budgets {

	static final int MAX_KEYS = 20_000;

	private static final int UNKNOWN_FACTOR = 10;

	private final Limit limit;

	private final Bandwidth each;

	private final Bandwidth unknown;

	private final ClockTime time;

	private final Cache<String, Budget> budgets;

	private Budgets(Limit limit, Bandwidth each, Bandwidth unknown, Duration window, ClockTime time) {
		this.limit = limit;
		this.each = each;
		this.unknown = unknown;
		this.time = time;
		this.budgets = Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterAccess(window).ticker(time).build();
	}

	static Budgets of(Limit limit, int size, Duration window, ClockTime time) {
		return new Budgets(limit, bandwidth(size, window), bandwidth(size, window), window, time);
	}

	/**
	 * For keys of {@link ClientNetworks}; the many who are unknown share a larger one.
	 */
	static Budgets perNetwork(Limit limit, int size, Duration window, ClockTime time) {
		return new Budgets(limit, bandwidth(size, window), bandwidth((long) UNKNOWN_FACTOR * size, window), window,
				time);
	}

	private static Bandwidth bandwidth(long size, Duration window) {
		return Bandwidth.builder().capacity(size).refillIntervally(size, window).build();
	}

	Limit limit() {
		return this.limit;
	}

	/** Returns whether any is taken within the window. */
	boolean isTouched(String key) {
		Budget budget = this.budgets.getIfPresent(key);
		return budget != null && budget.isTouched();
	}

	/** Returns the nanoseconds until one can be taken, none if one can be taken now. */
	long nanosToWait(String key) {
		Budget budget = this.budgets.getIfPresent(key);
		return (budget != null) ? budget.bucket().estimateAbilityToConsume(1).getNanosToWaitForRefill() : 0;
	}

	boolean take(String key) {
		boolean[] taken = new boolean[1];
		this.budgets.asMap().compute(key, (same, found) -> {
			Budget budget = (found != null && found.isTouched()) ? found : create(key);
			taken[0] = budget.bucket().tryConsume(1);
			return budget;
		});
		return taken[0];
	}

	/** Undoes one {@link #take}, and nothing that others took. */
	void giveBack(String key) {
		Budget budget = this.budgets.getIfPresent(key);
		if (budget != null) {
			budget.bucket().addTokens(1);
		}
	}

	/** Returns whether this is the first time that somebody is told within the window. */
	boolean isNews(String key) {
		Budget budget = this.budgets.getIfPresent(key);
		return budget != null && budget.told().compareAndSet(false, true);
	}

	private Budget create(String key) {
		Bandwidth bandwidth = key.equals(ClientNetworks.UNKNOWN) ? this.unknown : this.each;
		Bucket bucket = Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(this.time).build();
		return new Budget(bucket, bandwidth.getCapacity(), new AtomicBoolean());
	}

	/** Returns how many are held, after what is due was removed. */
	long held() {
		this.budgets.cleanUp();
		return this.budgets.estimatedSize();
	}

	/**
	 * What one of them has left. Replaced when nothing is taken from it, for then another
	 * window begins.
	 *
	 * @param bucket counts
	 * @param size how many it holds when nothing is taken
	 * @param told whether it was published that nothing is left
	 */
	private record Budget(Bucket bucket, long size, AtomicBoolean told) {

		boolean isTouched() {
			return this.bucket.getAvailableTokens() < this.size;
		}

	}

}
