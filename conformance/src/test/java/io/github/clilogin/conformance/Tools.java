package io.github.clilogin.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * Finds and prepares the programs that clients need.
 */
public final class Tools {

	/** The directory of this module. */
	public static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

	private Tools() {
	}

	/** Skips the tests with a message if a tool is missing. On CI they fail. */
	static void require(String... tools) {
		for (String tool : tools) {
			if (find(tool).isEmpty()) {
				missing("This client needs " + tool + ", which is not on the PATH");
			}
		}
	}

	/**
	 * Skips tests that cannot run, with a message. On CI they fail.
	 * @param message the reason
	 */
	public static void missing(String message) {
		if ("true".equals(System.getenv("CI"))) {
			throw new AssertionError(message);
		}
		System.err.println("SKIPPED: " + message);
		Assumptions.abort(message);
	}

	/**
	 * Finds a program on the PATH.
	 * @param tools its names; the first match counts
	 * @return its path
	 */
	public static Optional<Path> find(String... tools) {
		List<String> directories = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
		return Stream.of(tools)
			.flatMap((tool) -> directories.stream().map((directory) -> Path.of(directory, tool)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** Returns the directory with the node scripts and the packages that they import. */
	static synchronized Path node() throws IOException, InterruptedException {
		require("node", "npm");
		Path directory = copy("node");
		if (!isDone(directory, "package-lock.json")) {
			run(directory, List.of("npm", "ci", "--no-audit", "--no-fund"));
			done(directory, "package-lock.json");
		}
		return directory;
	}

	/**
	 * Returns the directory with the Python scripts and a {@code venv} with the packages
	 * that they import.
	 */
	static synchronized Path python() throws IOException, InterruptedException {
		require("python3");
		Path directory = copy("python");
		if (!isDone(directory, "requirements.txt")) {
			run(directory, List.of("python3", "-m", "venv", "venv"));
			run(directory, List.of(directory.resolve("venv/bin/python").toString(), "-m", "pip", "install", "--quiet",
					"-r", "requirements.txt"));
			done(directory, "requirements.txt");
		}
		return directory;
	}

	/** Returns the directory with the {@code client} compiled from the Go source. */
	static synchronized Path go() throws IOException, InterruptedException {
		require("go");
		Path directory = copy("go");
		run(directory, List.of("go", "build", "-o", "client", "."));
		return directory;
	}

	private static boolean isDone(Path directory, String list) throws IOException {
		Path mark = directory.resolve(".done");
		return Files.exists(mark) && Files.readString(mark).equals(Files.readString(directory.resolve(list)));
	}

	private static void done(Path directory, String list) throws IOException {
		Files.copy(directory.resolve(list), directory.resolve(".done"), StandardCopyOption.REPLACE_EXISTING);
	}

	private static Path copy(String name) throws IOException {
		Path from = MODULE.resolve(name);
		Path to = MODULE.resolve("target").resolve(name);
		Files.createDirectories(to);
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		return to;
	}

	private static void run(Path directory, List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IllegalStateException(command + " failed: " + output);
		}
	}

}
