package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sweeps the store some minutes after something was left in it that has to go. At most
 * one sweep is due at a time, and an idle node sends nothing.
 */
final class Sweeper {

	/** A little more than the grace, so that the sweep finds it ended. */
	private static final Duration DELAY = LoginCollector.GRACE.plusMinutes(1);

	private static final Logger logger = System.getLogger(Sweeper.class.getName());

	private final LoginEnvironment environment;

	private final Executor later;

	private final AtomicBoolean armed = new AtomicBoolean();

	private volatile boolean closed;

	Sweeper(LoginEnvironment environment) {
		this(environment, CompletableFuture.delayedExecutor(DELAY.toSeconds(), TimeUnit.SECONDS));
	}

	Sweeper(LoginEnvironment environment, Executor later) {
		this.environment = environment;
		this.later = later;
	}

	void arm() {
		if (!this.closed && this.armed.compareAndSet(false, true)) {
			this.later.execute(this::sweep);
		}
	}

	void close() {
		this.closed = true;
	}

	private void sweep() {
		this.armed.set(false);
		if (this.closed) {
			return;
		}
		try {
			this.environment.repository().sweep(this.environment.now());
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "The store could not be swept; the next login will try again", ex);
		}
	}

}
