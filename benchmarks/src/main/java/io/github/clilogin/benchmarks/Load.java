package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives all connections of a {@link Traffic} in one thread. A latency begins when the
 * request is due, not when a connection is free to send it.
 */
final class Load {

	private static final long GRACE = Duration.ofSeconds(3).toNanos();

	private static final long NAP = 50_000;

	private final Traffic traffic;

	private final Deque<Connection> free = new ArrayDeque<>();

	private final List<Connection> all = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

	private final Selector selector;

	private final long start = System.nanoTime();

	private final long end;

	private final Tally tally;

	private int busy;

	private boolean exhausted;

	private Load(Traffic traffic) throws IOException {
		this.traffic = traffic;
		this.selector = Selector.open();
		this.end = this.start + traffic.time().toNanos();
		this.tally = new Tally(this.end);
		for (int i = 0; i < traffic.connections(); i++) {
			this.all.add(new Connection(traffic.port(), i, traffic.manyAddresses()));
		}
		this.free.addAll(this.all);
	}

	/** Loads a server and returns the outcome. */
	static Outcome run(Traffic traffic) {
		try {
			return new Load(traffic).run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Outcome run() throws IOException {
		boolean open = this.traffic.perSecond() > 0;
		double step = open ? Duration.ofSeconds(1).toNanos() / this.traffic.perSecond() : 0;
		double due = this.start;
		long now = this.start;
		while (now < this.end + GRACE && !(isOver(now) && this.busy == 0)) {
			while (!isOver(now) && !this.free.isEmpty() && (!open || due <= now)) {
				send(open ? (long) due : now);
				due += step / this.traffic.share((long) due - this.start);
			}
			await(open);
			now = System.nanoTime();
		}
		long unsent = (open && !this.exhausted) ? (long) Math.max(0, (this.end - due) / step) : 0;
		return end(unsent);
	}

	private boolean isOver(long now) {
		return this.exhausted || now >= this.end;
	}

	private void send(long due) {
		Connection connection = this.free.element();
		Optional<Request> request = this.traffic.requests().apply(connection.number());
		this.exhausted = request.isEmpty();
		request.ifPresent((next) -> {
			this.free.remove();
			this.busy++;
			attempt(connection, () -> connection.send(next, due, this.selector));
		});
	}

	/**
	 * Naps for microseconds in the open loop, because a selector waits for whole
	 * milliseconds.
	 */
	private void await(boolean open) throws IOException {
		if (!open) {
			this.selector.select(this::ready, 10);
		}
		else if (this.selector.selectNow(this::ready) == 0) {
			LockSupport.parkNanos(NAP);
		}
	}

	private void ready(SelectionKey key) {
		Connection connection = (Connection) key.attachment();
		attempt(connection, () -> {
			if (key.isConnectable()) {
				connection.connected(key);
			}
			else {
				read(connection);
			}
		});
	}

	private void read(Connection connection) throws IOException {
		Optional<Request> request = connection.request();
		Optional<Answer> answer = connection.read(this.buffer, this.selector);
		if (answer.isPresent() && request.isPresent()) {
			this.tally.answered(request.get(), answer.get(), connection.due());
			if (answer.get().isLast()) {
				return;
			}
		}
		else if (request.isPresent() || connection.isOpen()) {
			return;
		}
		release(connection);
	}

	/**
	 * Frees a connection. If the server closes it after a response, it is freed once it
	 * is closed. An idle connection may be closed too.
	 */
	private void release(Connection connection) {
		if (connection.leave()) {
			this.busy--;
			this.free.add(connection);
		}
	}

	private void attempt(Connection connection, Action action) {
		try {
			action.run();
		}
		catch (IOException ex) {
			this.tally.failed(ex.toString());
			connection.abandon();
			release(connection);
		}
	}

	private Outcome end(long unsent) throws IOException {
		for (Connection connection : this.all) {
			connection.close();
		}
		this.selector.close();
		return this.tally.outcome(this.traffic.time(), this.busy + unsent);
	}

	/** An action that may fail. */
	private interface Action {

		void run() throws IOException;

	}

}
