package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Measures the CPU time of a JVM's compiler threads between two reads. These threads
 * start and end at any time.
 */
final class Compilers {

	/** Matches the name of a compiler thread, of which Linux keeps 15 characters. */
	private static final Pattern NAME = Pattern.compile("\\(C[12] Compil");

	private final Server server;

	private Map<String, Double> seconds;

	private long at = System.nanoTime();

	Compilers(Server server) {
		this.server = server;
		this.seconds = seconds(server);
	}

	/** Returns whether the JVM has compiler threads. */
	boolean exist() {
		return !this.seconds.isEmpty();
	}

	/** Returns their share of a core since the last read. */
	double share() {
		Map<String, Double> before = this.seconds;
		long then = this.at;
		this.seconds = seconds(this.server);
		this.at = System.nanoTime();
		double taken = this.seconds.entrySet()
			.stream()
			.mapToDouble((thread) -> thread.getValue() - before.getOrDefault(thread.getKey(), 0.0))
			.sum();
		return taken / ((this.at - then) / 1e9);
	}

	/** Returns the user and system time of each thread so far. */
	private static Map<String, Double> seconds(Server server) {
		Map<String, Double> seconds = new HashMap<>();
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", server.pid(), "task"))) {
			for (Path thread : threads) {
				String stat = stat(thread);
				if (NAME.matcher(stat).find()) {
					seconds.put(thread.getFileName().toString(), Server.cpuSeconds(stat));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The server is gone", ex);
		}
		return seconds;
	}

	/** Returns an empty text if the thread has ended. */
	private static String stat(Path thread) {
		try {
			return Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
