package io.github.clilogin.benchmarks;

import java.util.HashMap;
import java.util.Map;

/**
 * What the threads of a JVM that compile have taken since they were last looked at. Such
 * threads come and go.
 */
final class Compilers {

	private final Server server;

	private Map<String, Double> seconds;

	private long at = System.nanoTime();

	Compilers(Server server) {
		this.server = server;
		this.seconds = server.compilerSeconds();
	}

	/** Whether there are any. */
	boolean exist() {
		return !this.seconds.isEmpty();
	}

	/** Their share of a core since the last look. */
	double share() {
		Map<String, Double> before = this.seconds;
		long then = this.at;
		this.seconds = new HashMap<>(this.server.compilerSeconds());
		this.at = System.nanoTime();
		double taken = this.seconds.entrySet()
			.stream()
			.mapToDouble((thread) -> thread.getValue() - before.getOrDefault(thread.getKey(), 0.0))
			.sum();
		return taken / ((this.at - then) / 1e9);
	}

}
