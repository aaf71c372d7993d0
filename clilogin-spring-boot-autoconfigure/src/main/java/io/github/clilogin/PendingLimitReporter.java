package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.internal.OncePerMinute;

/**
 * Reports reached limits of pending logins, at most once a minute: a warning for all of
 * them with their counts, and an event for each. Thread-safe.
 */
final class PendingLimitReporter {

	private static final Logger logger = System.getLogger(PendingLimitReporter.class.getName());

	private final int maxPending;

	private final Consumer<CliLoginEvent> events;

	private final Map<Limit, OncePerMinute> published = new ConcurrentHashMap<>();

	private final OncePerMinute warnings = new OncePerMinute();

	private long full;

	private long shares;

	private long evicted;

	PendingLimitReporter(int maxPending, Consumer<CliLoginEvent> events) {
		this.maxPending = maxPending;
		this.events = events;
	}

	/** Reports a start that was refused because of the limit. */
	void refused(Limit limit, Instant now) {
		synchronized (this) {
			this.full += (limit == Limit.MAX_PENDING) ? 1 : 0;
			this.shares += (limit == Limit.PENDING_PER_ADDRESS) ? 1 : 0;
		}
		report(limit, now);
	}

	/** Reports a login that gave way to another one. */
	void evicted(Instant now) {
		synchronized (this) {
			this.evicted++;
		}
		report(Limit.MAX_PENDING, now);
	}

	private void report(Limit limit, Instant now) {
		if (this.published.computeIfAbsent(limit, (key) -> new OncePerMinute()).take(now)) {
			this.events.accept(new CliLoginEvent.Throttled(limit, null));
		}
		String warning = warning(now);
		if (!warning.isEmpty()) {
			logger.log(Level.WARNING, warning);
		}
	}

	private synchronized String warning(Instant now) {
		if (!this.warnings.take(now)) {
			return "";
		}
		String warning = String.format(Locale.ROOT,
				"Too many logins are pending. Since the last warning, %,d starts were refused because of "
						+ "clilogin.login.max-pending, which is %,d, and %,d because their network had used its share. "
						+ "%,d logins that no user had opened were cancelled for new ones. If these are your users, "
						+ "raise clilogin.login.max-pending",
				this.full, this.maxPending, this.shares, this.evicted);
		this.full = 0;
		this.shares = 0;
		this.evicted = 0;
		return warning;
	}

}
