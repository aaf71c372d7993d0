package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures how busy the core of the load generator is, the database included.
 */
final class Generator {

	private final double seconds = cpuSeconds();

	private final long start = System.nanoTime();

	/** Returns the used share of the core since the creation. */
	double share() {
		return (cpuSeconds() - this.seconds) / ((System.nanoTime() - this.start) / 1e9);
	}

	/** Sums user, nice, system, irq and softirq. */
	private static double cpuSeconds() {
		try (var lines = Files.lines(Path.of("/proc/stat"))) {
			String[] ticks = lines.filter((line) -> line.startsWith("cpu" + Cores.GENERATOR + " "))
				.findFirst()
				.orElseThrow()
				.split(" ");
			return (Long.parseLong(ticks[1]) + Long.parseLong(ticks[2]) + Long.parseLong(ticks[3])
					+ Long.parseLong(ticks[6]) + Long.parseLong(ticks[7])) / Server.TICKS_PER_SECOND;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
