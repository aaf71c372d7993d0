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
 * Logins that wait, and polls of one after the other. They are stored when they are first
 * asked for.
 */
final class Polled {

	/** As many as wait at 9,000 polls a second; none is polled too early up to 16,000. */
	static final long USUAL = 60_000;

	/** As many as are not polled too early at 30,000 polls a second. */
	static final long MANY = 120_000;

	/** How far the polls of a command line are apart: the interval and a little. */
	private static final Duration APART = Duration.ofMillis(6_500);

	/** One of so many polls of a login is a read. */
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
	 * As many as are polled so often together, each when it is due, unless the polls come
	 * faster than that, after a stall or in B8: then it is right to ask for a longer
	 * interval.
	 */
	static Polled at(World world, double perSecond) {
		return new Polled(world, Math.round(perSecond * APART.toMillis() / 1_000),
				(number) -> Calls.status(number, "\"status\":\"pending\""));
	}

	/** The same by RFC 8628. */
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
	 * Lets a third of the command lines come, and the next one when these poll again, so
	 * that what is asked then is as it is when they came at any time: one of three polls
	 * is the first or one after the moment in which none is a read.
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
				.valid("Polls before those that are measured");
		}
		this.next.set(0);
	}

}
