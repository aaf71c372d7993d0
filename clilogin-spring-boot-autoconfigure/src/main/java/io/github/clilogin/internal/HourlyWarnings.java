package io.github.clilogin.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Logs each warning at most once an hour. A store repeats a warning, because the failures
 * that follow are not logged as warnings. Thread-safe.
 */
public final class HourlyWarnings {

	private static final long INTERVAL_NANOS = Duration.ofHours(1).toNanos();

	private final Logger logger;

	private final LongSupplier nanoTime;

	private final Map<String, Long> times = new ConcurrentHashMap<>();

	/**
	 * Creates warnings, none of which is logged yet.
	 * @param logger the logger
	 */
	public HourlyWarnings(Logger logger) {
		this(logger, System::nanoTime);
	}

	HourlyWarnings(Logger logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	/**
	 * Logs a warning, unless the same one was logged within the last hour.
	 * @param message the warning
	 */
	public void log(String message) {
		long now = this.nanoTime.getAsLong();
		Long last = this.times.get(message);
		boolean due = (last == null) ? this.times.putIfAbsent(message, now) == null
				: now - last >= INTERVAL_NANOS && this.times.replace(message, last, now);
		if (due) {
			this.logger.log(Level.WARNING, message);
		}
	}

}
