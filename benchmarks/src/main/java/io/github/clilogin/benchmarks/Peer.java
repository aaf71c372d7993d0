package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A third-party server.
 *
 * @param server the running server
 * @param polls supplies polls of its logins, one after the other
 */
record Peer(Server server, Supplier<Request> polls) {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** Starts a number of logins at the server. */
	static Peer of(Server server, int count, Request start, Function<String, Request> poll) {
		List<String> codes = start(server, count, start);
		AtomicInteger next = new AtomicInteger();
		return new Peer(server, () -> poll.apply(codes.get(next.getAndIncrement() % count)));
	}

	private static List<String> start(Server server, int count, Request start) {
		List<String> codes = new ArrayList<>();
		Request remembered = start.then((answer) -> codes.add(answer.member("device_code")));
		server.pin(Cores.BOTH);
		try {
			Load.run(Traffic.each(server.port(), 8, 0, PATIENCE,
					Stream.generate(() -> remembered).limit(count).iterator()))
				.complete("Starts", count);
			return codes;
		}
		catch (RuntimeException ex) {
			server.close();
			throw ex;
		}
		finally {
			server.pin(Cores.SERVER);
		}
	}

}
