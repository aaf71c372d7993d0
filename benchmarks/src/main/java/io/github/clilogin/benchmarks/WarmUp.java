package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Loads a server until it gets no faster, for its code is compiled meanwhile. It may use
 * both cores, so that the compiler does not take from what it compiles.
 */
final class WarmUp {

	private static final Duration WINDOW = Duration.ofSeconds(1);

	private static final int CALM_WINDOWS = 3;

	private static final double FASTER = 1.03;

	private WarmUp() {
	}

	static void run(Server server, int connections, Duration most, Supplier<Request> requests) {
		server.pin(Cores.BOTH);
		long end = System.nanoTime() + most.toNanos();
		double best = 0;
		int calm = 0;
		while (calm < CALM_WINDOWS && System.nanoTime() < end) {
			double rate = Load.run(Traffic.closed(server.port(), connections, WINDOW, requests))
				.valid("Warm-up")
				.perSecond();
			calm = (rate > best * FASTER) ? 0 : calm + 1;
			best = Math.max(best, rate);
		}
		server.pin(Cores.SERVER);
	}

}
