package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Downloads a {@code mongod} by the script {@code .ci/mongod} of the project, once into a
 * cache. The script prints why it cannot.
 */
final class MongodDownload {

	private static final String SCRIPT = ".ci/mongod";

	private MongodDownload() {
	}

	/** Returns the program, or empty if the script does not exist or fails. */
	static Optional<Path> run() {
		return Downloaded.PROGRAM;
	}

	static Optional<Path> run(Path directory) {
		return Stream.iterate(directory, (each) -> each != null, Path::getParent)
			.map((each) -> each.resolve(SCRIPT))
			.filter(Files::isExecutable)
			.findFirst()
			.flatMap(MongodDownload::output)
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

	/** Runs the script once per JVM, so that its reason is printed once. */
	private static final class Downloaded {

		static final Optional<Path> PROGRAM = run(Path.of("").toAbsolutePath());

	}

}
