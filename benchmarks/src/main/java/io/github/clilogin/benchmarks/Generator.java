package io.github.clilogin.benchmarks;

import java.time.Duration;

/**
 * Measures how busy the core of the load generator is, the database included.
 */
final class Generator {

	private final Database database;

	private final double seconds;

	private final long start = System.nanoTime();

	Generator(Database database) {
		this.database = database;
		this.seconds = cpuSeconds();
	}

	/** Returns the used share of the core since the creation. */
	double share() {
		return (cpuSeconds() - this.seconds) / ((System.nanoTime() - this.start) / 1e9);
	}

	private double cpuSeconds() {
		return this.database.cpuSeconds()
				+ ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

}
