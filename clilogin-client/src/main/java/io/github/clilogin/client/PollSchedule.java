package io.github.clilogin.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Calculates the delay until the next poll.
 */
final class PollSchedule {

	private static final Duration SLOW_DOWN_STEP = Duration.ofSeconds(5);

	private static final int MAX_BACKOFF_SECONDS = 30;

	private final DoubleSupplier random;

	private Duration interval;

	private int failures;

	private boolean answered;

	PollSchedule(Duration interval, DoubleSupplier random) {
		this.interval = interval;
		this.random = random;
	}

	/**
	 * Returns the delay after a pending login. The server held the poll for the given
	 * time.
	 */
	Duration afterPending(@Nullable Duration requested, Duration held) {
		succeeded();
		this.interval = longer(this.interval, requested);
		return rest(held);
	}

	/**
	 * Returns the delay after a held poll was cut off. It is random, since a stopping
	 * server cuts the polls of many CLIs at once.
	 */
	Duration afterCut(Duration held) {
		return longer(rest(held), Duration.ofMillis(1000 + Math.round(1000 * this.random.getAsDouble())));
	}

	/** Counts the interval from the sending of a held poll. */
	private Duration rest(Duration held) {
		Duration rest = held.isNegative() ? interval() : interval().minus(held);
		return rest.isNegative() ? Duration.ZERO : rest;
	}

	Duration afterSlowDown(@Nullable Duration requested, @Nullable Duration retryAfter) {
		succeeded();
		this.interval = longer(longer(this.interval.plus(SLOW_DOWN_STEP), requested), retryAfter);
		return interval();
	}

	/**
	 * Returns 1, 2, 4 up to 30 seconds, but at least the interval. A random quarter is
	 * added, so that CLIs do not return together.
	 */
	Duration afterFailure(@Nullable Duration requested) {
		int seconds = Math.min(1 << Math.min(this.failures, 5), MAX_BACKOFF_SECONDS);
		this.failures++;
		Duration delay = longer(longer(Duration.ofSeconds(seconds), interval()), requested);
		return delay.plusMillis(Math.round(delay.toMillis() * this.random.getAsDouble() / 4));
	}

	private void succeeded() {
		this.failures = 0;
		this.answered = true;
	}

	/** Returns whether the server has answered any poll of this login. */
	boolean isAnswered() {
		return this.answered;
	}

	/** Returns whether the last poll failed. */
	boolean isFailing() {
		return this.failures > 0;
	}

	/** Returns whether at least the last two polls failed. */
	boolean isCutOff() {
		return this.failures > 1;
	}

	/** Adds a tenth, since clocks differ. */
	private Duration interval() {
		return this.interval.multipliedBy(11).dividedBy(10);
	}

	private static Duration longer(Duration delay, @Nullable Duration other) {
		return (other != null && other.compareTo(delay) > 0) ? other : delay;
	}

}
