package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recorded result. To record a result that changed on purpose, copy the file that a
 * failed test has written to {@code target/golden} over the recorded one.
 *
 * @param test the test class, next to which the file is a resource
 * @param name the name of the file
 */
public record GoldenFile(Class<?> test, String name) {

	/**
	 * Compares a result with the recorded one.
	 * @param actual the lines of the result
	 */
	public void assertMatches(List<String> actual) {
		try {
			Files.write(Files.createDirectories(Path.of("target/golden")).resolve(this.name), actual);
			assertThat(actual).isEqualTo(recorded());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> recorded() throws IOException {
		try (InputStream file = this.test.getResourceAsStream(this.name)) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

}
