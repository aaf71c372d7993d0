package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sweeps the store some minutes after something was left in it that has to go, and again
 * until nothing is left. At most one sweep is planned at a time, and an idle node plans
 * none.
 */
final class Sweeper {

	/** A little more than the grace, so that one sweep finds it ended. */
	private static final Duration DELAY = LoginCollector.GRACE.plusMinutes(1);

	private static final Logger logger = System.getLogger(Sweeper.class.getName());

	private final LoginEnvironment environment;

	private final Executor later;

	private final AtomicBoolean planned = new AtomicBoolean();

	/** When all that was left is ready to go. */
	private final AtomicReference<Instant> lastDue = new AtomicReference<>(Instant.MIN);

	private volatile boolean closed;

	Sweeper(LoginEnvironment environment) {
		this(environment, CompletableFuture.delayedExecutor(DELAY.toSeconds(), TimeUnit.SECONDS));
	}

	Sweeper(LoginEnvironment environment, Executor later) {
		this.environment = environment;
		this.later = later;
	}

	/** Something is left that is ready to go after a while. */
	void arm(Duration after) {
		Instant due = this.environment.now().plus(after);
		this.lastDue.accumulateAndGet(due, (last, next) -> next.isAfter(last) ? next : last);
		plan();
	}

	/** A node that stopped may have left something. */
	void armOnce() {
		if (this.lastDue.get().equals(Instant.MIN)) {
			arm(LoginCollector.GRACE);
		}
	}

	void close() {
		this.closed = true;
	}

	private void plan() {
		if (!this.closed && this.planned.compareAndSet(false, true)) {
			this.later.execute(this::sweep);
		}
	}

	private void sweep() {
		this.planned.set(false);
		if (this.closed) {
			return;
		}
		Instant now = this.environment.now();
		try {
			this.environment.repository().sweep(now);
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "The store could not be swept; the next login will try again", ex);
		}
		if (!this.lastDue.get().isBefore(now)) {
			plan();
		}
	}

}
