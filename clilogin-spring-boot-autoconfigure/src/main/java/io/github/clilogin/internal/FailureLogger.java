package io.github.clilogin.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Logs failures of requests. A failure of the database affects every request, so a
 * failure of the same type is logged at {@code WARNING} at most once in ten seconds, and
 * otherwise at {@code DEBUG}. A warning counts the failures that were logged at
 * {@code DEBUG} since the previous one. Such a warning has no stack trace, so that a long
 * failure does not fill the log. A {@link LoggedFailure} is always logged at
 * {@code DEBUG}. Thread-safe.
 */
public final class FailureLogger {

	private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

	private final Logger logger;

	private final String message;

	private final LongSupplier nanoTime;

	private final Map<Class<?>, Interval> intervals = new ConcurrentHashMap<>();

	/**
	 * Creates a logger of failures.
	 * @param logger the logger
	 * @param message the message before each failure
	 */
	public FailureLogger(Logger logger, String message) {
		this(logger, message, System::nanoTime);
	}

	FailureLogger(Logger logger, String message, LongSupplier nanoTime) {
		this.logger = logger;
		this.message = message;
		this.nanoTime = nanoTime;
	}

	/**
	 * Logs a failure. A warning has a stack trace unless it counts further failures.
	 * @param failure the failure
	 */
	public void log(Throwable failure) {
		Interval interval = count(failure);
		if (interval.isFirst() && interval.unlogged() == 0 && failure.getStackTrace().length > 0) {
			this.logger.log(Level.WARNING, this.message, failure);
		}
		else {
			logBriefly(failure, interval);
		}
	}

	/**
	 * Logs a failure. The warning has no stack trace.
	 * @param failure the failure
	 */
	public void logBriefly(Throwable failure) {
		logBriefly(failure, count(failure));
	}

	/**
	 * Returns the result of a call. Logs a failure without a stack trace.
	 * @param <T> the type of the result
	 * @param call the call
	 * @return the result, or empty if the call failed
	 */
	public <T> Optional<T> call(Supplier<T> call) {
		try {
			return Optional.of(call.get());
		}
		catch (RuntimeException ex) {
			logBriefly(ex);
			return Optional.empty();
		}
	}

	private void logBriefly(Throwable failure, Interval interval) {
		if (interval.isFirst()) {
			this.logger.log(Level.WARNING, message(interval) + ": " + failure);
		}
		this.logger.log(Level.DEBUG, this.message, failure);
	}

	private Interval count(Throwable failure) {
		if (failure instanceof LoggedFailure) {
			return Interval.LOGGED;
		}
		long now = this.nanoTime.getAsLong();
		return this.intervals.merge(failure.getClass(), new Interval(now, 0, 0), (current, added) -> current.next(now));
	}

	private String message(Interval interval) {
		return (interval.unlogged() == 0) ? this.message : String.format(Locale.ROOT,
				"%s. %,d more failed since the last warning", this.message, interval.unlogged());
	}

	/**
	 * Counts the failures of one type after a warning.
	 *
	 * @param start the time of the warning
	 * @param further the number of failures after the warning
	 * @param unlogged the number of failures between the previous warning and this one
	 */
	private record Interval(long start, long further, long unlogged) {

		private static final Interval LOGGED = new Interval(0, 1, 0);

		boolean isFirst() {
			return this.further == 0;
		}

		Interval next(long now) {
			return (now - this.start < INTERVAL_NANOS) ? new Interval(this.start, this.further + 1, this.unlogged)
					: new Interval(now, 0, this.further);
		}

	}

}
