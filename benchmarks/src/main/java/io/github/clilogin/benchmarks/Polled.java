package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import org.springframework.util.function.SingletonSupplier;

import io.github.clilogin.NumberedLogin;

/**
 * Polls pending logins, one after the other. The logins are stored when the first
 * requests are needed.
 */
final class Polled {

	/**
	 * Enough logins for 9,000 polls a second. Up to 16,000 none is polled too early.
	 */
	static final long USUAL = 60_000;

	/** Enough logins that none is polled too early at 30,000 polls a second. */
	static final long MANY = 120_000;

	/** The time between two polls of a CLI: the interval and a little more. */
	private static final Duration APART = Duration.ofMillis(6_500);

	/** One of three polls of a login is a read. */
	private static final int THIRDS = 3;

	private static final int CONNECTIONS = 64;

	private final long count;

	private final LongFunction<Request> poll;

	private final SingletonSupplier<Long> first;

	private final AtomicLong next = new AtomicLong();

	private Polled(World world, long count, LongFunction<Request> poll) {
		this.count = count;
		this.poll = poll;
		this.first = SingletonSupplier.of(() -> world.storePending(count));
	}

	static Polled status(World world, long count) {
		return new Polled(world, count, (number) -> Calls.status(number, Calls.PENDING));
	}

	/**
	 * Creates the logins for a rate at which each is polled when it is due. Polls are
	 * faster after a stall and in B8; then the server may ask for a longer interval.
	 */
	static Polled at(World world, double perSecond) {
		return new Polled(world, Math.round(perSecond * APART.toMillis() / 1_000),
				(number) -> Calls.status(number, "\"status\":\"pending\""));
	}

	/** Polls the token endpoint. */
	static Polled token(World world, long count) {
		return new Polled(world, count,
				(number) -> Calls.token("/clilogin/token", new NumberedLogin(number).deviceCode(), "&client_id=acme"));
	}

	Supplier<Request> requests() {
		this.first.obtain();
		return () -> poll(this.next.getAndIncrement() % this.count);
	}

	private Request poll(long index) {
		return this.poll.apply(this.first.obtain() + index);
	}

	/**
	 * Polls a third of the logins, then two thirds, so that the CLIs seem to have started
	 * at any time. Afterwards one of three polls is a read.
	 */
	void begin(Server server) {
		for (int come = 1; come < THIRDS; come++) {
			int groups = come;
			Iterator<Request> polls = LongStream.range(0, this.count)
				.filter((index) -> index % THIRDS < groups)
				.mapToObj(this::poll)
				.iterator();
			double perSecond = (double) this.count * come / THIRDS / APART.toMillis() * 1_000;
			Load.run(Traffic.each(server.port(), CONNECTIONS, perSecond, APART.plusSeconds(1), polls))
				.valid("Polls before the measurement");
		}
		this.next.set(0);
	}

}
