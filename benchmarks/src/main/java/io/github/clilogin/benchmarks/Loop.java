package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A closed loop.
 *
 * @param name the name in the report
 * @param connections the number of connections
 * @param ceiling the endpoint to compare with
 * @param server the server
 * @param requests supplies the requests
 * @param warmUps supplies the requests of the warm-up, on both cores
 * @param before runs before each measurement and is not measured
 */
record Loop(String name, int connections, Ceiling ceiling, Server server, Supplier<Request> requests,
		Supplier<Request> warmUps, Runnable before) {

	/** Enough connections to measure the rate of a server, not only its latency. */
	static final int FEW = 32;

	static final int MANY = 256;

	private static final Duration RUN_IN = Duration.ofSeconds(1);

	private static final Runnable NOTHING = () -> {
	};

	Loop(String name, int connections, Ceiling ceiling, Server server, Supplier<Request> requests) {
		this(name, connections, ceiling, server, requests, requests);
	}

	Loop(String name, int connections, Ceiling ceiling, Server server, Supplier<Request> requests,
			Supplier<Request> warmUps) {
		this(name, connections, ceiling, server, requests, warmUps, NOTHING);
	}

	/**
	 * Creates a loop with few connections, compared with the endpoint that answers 200.
	 */
	Loop(String name, Server server, Supplier<Request> requests) {
		this(name, FEW, Ceiling.JSON_200, server, requests);
	}

	void warmUp(Duration most) {
		WarmUp.run(this.server, this.connections, most, this.warmUps);
	}

	Outcome load(Duration time) {
		return Load.run(Traffic.closed(this.server.port(), this.connections, time, this.requests)).valid(this.name);
	}

	/**
	 * Measures the loop once, after a short run-in. The counter counts the finds so far.
	 */
	Sample sample(Duration time, LongSupplier finds) {
		this.before.run();
		load(RUN_IN);
		double cpu = this.server.cpuSeconds();
		long before = finds.getAsLong();
		Compilers compilers = new Compilers(this.server);
		Generator generator = new Generator();
		Outcome outcome = load(time);
		double answers = outcome.latencies().getTotalCount();
		return new Sample(outcome.perSecond(), (this.server.cpuSeconds() - cpu) / answers * 1e6,
				(finds.getAsLong() - before) / answers, outcome.millis(50), outcome.millis(99), outcome.millis(99.9),
				generator.share(), compilers.share());
	}

}
