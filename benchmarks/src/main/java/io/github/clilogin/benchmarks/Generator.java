package io.github.clilogin.benchmarks;

import java.time.Duration;

/**
 * How busy the generator's core is from when this is made: with this process, and with
 * the database.
 */
final class Generator {

	private final Database database;

	private final double seconds;

	private final long start = System.nanoTime();

	Generator(Database database) {
		this.database = database;
		this.seconds = cpuSeconds();
	}

	/** The share of the core so far. */
	double share() {
		return (cpuSeconds() - this.seconds) / ((System.nanoTime() - this.start) / 1e9);
	}

	private double cpuSeconds() {
		return this.database.cpuSeconds()
				+ ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

}
