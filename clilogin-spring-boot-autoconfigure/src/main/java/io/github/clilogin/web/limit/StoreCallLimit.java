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
	private static final Duration MAX_CALL_TIME = Duration.ofSeconds(1);

	private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

	private final Semaphore free = new Semaphore(MAX_CALLS);

	private final NanoTime time;

	private final long maxCallNanos;

	/** The time of the last answer, or of the first call after a time without calls. */
	private volatile long returnedAt;

	private volatile boolean answering = true;

	private volatile long pausedUntil;

	StoreCallLimit(NanoTime time) {
		this(time, MAX_CALL_TIME);
	}

	StoreCallLimit(NanoTime time, Duration maxCallTime) {
		this.time = time;
		this.maxCallNanos = maxCallTime.toNanos();
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

	/**
	 * Waits only for a store that has answered just now, and longer with each answer. A
	 * store without calls cannot answer, so the time begins with the first call.
	 */
	private boolean enter(long now) {
		if (this.answering && this.free.availablePermits() == MAX_CALLS) {
			this.returnedAt = now;
		}
		boolean entered = this.free.tryAcquire();
		long last = this.returnedAt - 1;
		while (!entered && this.returnedAt != last) {
			last = this.returnedAt;
			entered = awaitTurn(last + this.maxCallNanos - this.time.getAsLong());
		}
		return entered;
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
			boolean answered = this.returned || now - this.start < StoreCallLimit.this.maxCallNanos;
			if (answered) {
				StoreCallLimit.this.returnedAt = now;
			}
			StoreCallLimit.this.answering = answered;
			StoreCallLimit.this.pausedUntil = answered ? now : now + PAUSE_NANOS;
			StoreCallLimit.this.free.release();
		}

	}

}
