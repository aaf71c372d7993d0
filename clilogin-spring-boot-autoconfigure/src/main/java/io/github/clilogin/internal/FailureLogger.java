package io.github.clilogin.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs failures of requests. A failure of the database affects every request, so a
 * failure of the same type is logged at {@code WARNING} at most once in ten seconds, and
 * otherwise at {@code DEBUG}.
 *
 * @param logger the logger
 * @param message the message before each failure
 * @param times the time of the last warning by the type of the failure
 */
public record FailureLogger(Logger logger, String message, Map<Class<?>, Long> times) {

	private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

	/**
	 * Creates a logger of failures.
	 * @param logger the logger
	 * @param message the message
	 */
	public FailureLogger(Logger logger, String message) {
		this(logger, message, new ConcurrentHashMap<>());
	}

	/**
	 * Logs a failure with its stack trace.
	 * @param failure the failure
	 */
	public void log(Throwable failure) {
		long now = System.nanoTime();
		long last = this.times.merge(failure.getClass(), now,
				(previous, current) -> (current - previous < INTERVAL_NANOS) ? previous : current);
		this.logger.log((last == now) ? Level.WARNING : Level.DEBUG, this.message, failure);
	}

}
