package io.github.clilogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.clilogin.internal.FailureLogger;

/**
 * Sweeps the store a few minutes after a change that leaves something to erase, until
 * nothing is left. Plans at most one sweep at a time, and none on an idle instance.
 */
final class LoginSweeper {

	/** Exceeds the grace period by a minute, so that it has ended at the sweep. */
	private static final Duration DELAY = LoginCollector.GRACE.plusMinutes(1);

	private static final FailureLogger failures = new FailureLogger(System.getLogger(LoginSweeper.class.getName()),
			"Could not sweep the store. The next login starts another sweep");

	private final CliLoginRepository repository;

	private final Clock clock;

	private final Executor later;

	private final AtomicBoolean planned = new AtomicBoolean();

	/** Time at which everything can be erased. */
	private final AtomicReference<Instant> lastDue = new AtomicReference<>(Instant.MIN);

	private volatile boolean closed;

	LoginSweeper(CliLoginRepository repository, Clock clock) {
		this(repository, clock, CompletableFuture.delayedExecutor(DELAY.toSeconds(), TimeUnit.SECONDS));
	}

	LoginSweeper(CliLoginRepository repository, Clock clock, Executor later) {
		this.repository = repository;
		this.clock = clock;
		this.later = later;
	}

	/** Plans a sweep for something that can be erased after a time. */
	void arm(Duration after) {
		Instant due = this.clock.instant().plus(after);
		this.lastDue.accumulateAndGet(due, (last, next) -> next.isAfter(last) ? next : last);
		plan();
	}

	/** Plans the first sweep, because a stopped instance may have left something. */
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
		Instant now = this.clock.instant();
		try {
			this.repository.sweep(now);
		}
		catch (RuntimeException ex) {
			failures.log(ex);
		}
		if (!this.lastDue.get().isBefore(now)) {
			plan();
		}
	}

}
