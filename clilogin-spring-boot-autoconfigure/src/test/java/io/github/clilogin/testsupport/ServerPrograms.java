package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the programs of database servers by the scripts {@code .ci/mongod},
 * {@code .ci/postgresql} and {@code .ci/mariadb} of the project. A script downloads a
 * missing program once into a cache. It prints the reason if it cannot.
 */
final class ServerPrograms {

	private static final Map<String, Optional<Path>> FOUND = new ConcurrentHashMap<>();

	private ServerPrograms() {
	}

	/**
	 * Returns the program, or empty if the script does not exist or fails. Each script
	 * runs once per JVM, so that its reason is printed once.
	 */
	static Optional<Path> find(String script) {
		return FOUND.computeIfAbsent(script, (name) -> find(name, Path.of("").toAbsolutePath()));
	}

	static Optional<Path> find(String script, Path directory) {
		return Stream.iterate(directory, (each) -> each != null, Path::getParent)
			.map((each) -> each.resolve(".ci").resolve(script))
			.filter(Files::isExecutable)
			.findFirst()
			.flatMap(ServerPrograms::output)
			.map(Path::of);
	}

	private static Optional<String> output(Path script) {
		ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			return (process.waitFor() == 0) ? Optional.of(output) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
