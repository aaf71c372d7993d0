package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Loads a server on both cores until its JVM compiles little, since interpreted code is
 * slow and compilers use the core. A server without a JVM is loaded until it gets no
 * faster.
 */
final class WarmUp {

	private static final Duration WINDOW = Duration.ofSeconds(1);

	private static final int CALM_WINDOWS = 3;

	/** The share of a core below which the compilers rest. */
	private static final double RESTING = 0.03;

	private static final double FASTER = 1.03;

	private WarmUp() {
	}

	static void run(Server server, int connections, Duration most, Supplier<Request> requests) {
		server.pin(Cores.BOTH);
		try {
			load(server, Traffic.closed(server.port(), connections, WINDOW, requests), most);
		}
		finally {
			server.pin(Cores.SERVER);
		}
	}

	private static void load(Server server, Traffic window, Duration most) {
		long end = System.nanoTime() + most.toNanos();
		Compilers compilers = new Compilers(server);
		double best = 0;
		int calm = 0;
		while (calm < CALM_WINDOWS && System.nanoTime() < end) {
			double rate = Load.run(window).valid("Warm-up").perSecond();
			double share = compilers.share();
			calm = (compilers.exist() ? share < RESTING : rate <= best * FASTER) ? calm + 1 : 0;
			best = Math.max(best, rate);
		}
	}

}
