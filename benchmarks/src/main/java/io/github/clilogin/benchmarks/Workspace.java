package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * The temporary files of a run, removed after a successful run, and facts about the
 * machine.
 */
final class Workspace {

	private static final Path DIRECTORY = create();

	private Workspace() {
	}

	private static Path create() {
		try {
			return Files.createTempDirectory("clilogin-benchmarks");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path directory() {
		return DIRECTORY;
	}

	static void remove() throws IOException {
		FileSystemUtils.deleteRecursively(DIRECTORY);
	}

	/** Runs a command and returns its output. */
	static String output(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Describes the machine. */
	static String machine() throws IOException {
		List<String> info = Files.readAllLines(Path.of("/proc/cpuinfo"));
		long cores = info.stream().filter((line) -> line.startsWith("processor")).count();
		String model = info.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElse("an unknown CPU");
		return "%d cores of %s, %s %s, JDK %s of %s".formatted(cores, model, System.getProperty("os.name"),
				System.getProperty("os.version"), Runtime.version(), System.getProperty("java.vendor"));
	}

}
