package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.internal.NanoTime;

/**
 * Limits the requests of CLIs that use the store at the same time, so that a database
 * that does not respond holds few threads of the host application. While calls return,
 * further requests wait for their turn. Otherwise they are refused. A call that failed
 * after a long time pauses all calls for a second. A call that failed quickly, such as
 * one that met a fault of the host application, does not. Thread-safe.
 */
public final class StoreCallLimit {

	static final int MAX_CALLS = 32;

	/** A call that takes longer holds its thread too long. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

	private final Semaphore free = new Semaphore(MAX_CALLS);

	private final NanoTime time;

	private final long patience;

	private volatile long returnedAt;

	private volatile long pausedUntil;

	StoreCallLimit(NanoTime time) {
		this(time, PATIENCE);
	}

	StoreCallLimit(NanoTime time, Duration patience) {
		this.time = time;
		this.patience = patience.toNanos();
		this.returnedAt = time.getAsLong();
		this.pausedUntil = this.returnedAt;
	}

	/**
	 * Begins a call, which must be closed.
	 * @throws StoreBusyException if the call must not be made
	 */
	Call enter() {
		long now = this.time.getAsLong();
		if (now - this.pausedUntil < 0 || !enter(now)) {
			throw new StoreBusyException();
		}
		return new Call(now);
	}

	/** Waits only for a store that has answered just now. */
	private boolean enter(long now) {
		long wait = this.returnedAt + this.patience - now;
		return this.free.tryAcquire() || (wait > 0 && awaitTurn(wait));
	}

	private boolean awaitTurn(long nanos) {
		try {
			return this.free.tryAcquire(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** A call of the store. Not thread-safe. */
	public final class Call implements AutoCloseable {

		private final long start;

		private boolean returned;

		private Call(long start) {
			this.start = start;
		}

		/**
		 * Notes that the store has answered.
		 * @param <T> the type of the result
		 * @param result the result of the call
		 * @return the result
		 */
		public <T> T returned(T result) {
			this.returned = true;
			return result;
		}

		/** Ends the call, which has failed unless it has returned. */
		@Override
		public void close() {
			long now = StoreCallLimit.this.time.getAsLong();
			boolean answered = this.returned || now - this.start < StoreCallLimit.this.patience;
			if (answered) {
				StoreCallLimit.this.returnedAt = now;
			}
			StoreCallLimit.this.pausedUntil = answered ? now : now + PAUSE_NANOS;
			StoreCallLimit.this.free.release();
		}

	}

}
