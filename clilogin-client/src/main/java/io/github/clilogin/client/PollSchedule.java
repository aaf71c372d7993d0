package io.github.clilogin.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How long to wait after each kind of answer.
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

	/** Held is how long the server has taken its time on purpose. */
	Duration afterPending(@Nullable Duration asked, Duration held) {
		succeeded();
		this.interval = longer(this.interval, asked);
		return rest(held);
	}

	/**
	 * After a poll that was cut off, by something on the way that may do so again, or by
	 * a server that stopped, and with it the polls of many tools.
	 */
	Duration afterCut(Duration held) {
		return longer(rest(held), Duration.ofMillis(1000 + Math.round(1000 * this.random.getAsDouble())));
	}

	/** After a poll that was held the interval counts from its sending. */
	private Duration rest(Duration held) {
		Duration rest = held.isNegative() ? interval() : interval().minus(held);
		return rest.isNegative() ? Duration.ZERO : rest;
	}

	Duration afterSlowDown(@Nullable Duration asked, @Nullable Duration retryAfter) {
		succeeded();
		this.interval = longer(longer(this.interval.plus(SLOW_DOWN_STEP), asked), retryAfter);
		return interval();
	}

	/**
	 * 1, 2, 4 ... 30 s, not less than allowed, and up to a quarter more, so that many
	 * tools do not return at once.
	 */
	Duration afterFailure(@Nullable Duration asked) {
		int seconds = Math.min(1 << Math.min(this.failures, 5), MAX_BACKOFF_SECONDS);
		this.failures++;
		Duration delay = longer(longer(Duration.ofSeconds(seconds), interval()), asked);
		return delay.plusMillis(Math.round(delay.toMillis() * this.random.getAsDouble() / 4));
	}

	private void succeeded() {
		this.failures = 0;
		this.answered = true;
	}

	/** Whether the server has ever said anything about the login. */
	boolean isAnswered() {
		return this.answered;
	}

	/** Whether the last that was seen of the server was a failure. */
	boolean isFailing() {
		return this.failures > 0;
	}

	/** Whether one failure after the other was all that was seen lately. */
	boolean isCutOff() {
		return this.failures > 1;
	}

	/** A tenth more than asked for, because clocks differ. */
	private Duration interval() {
		return this.interval.multipliedBy(11).dividedBy(10);
	}

	private static Duration longer(Duration delay, @Nullable Duration other) {
		return (other != null && other.compareTo(delay) > 0) ? other : delay;
	}

}
