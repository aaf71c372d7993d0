package io.github.clilogin.mission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/mission.md} to its promise, and the check of it to small broken ones.
 */
class MissionTests {

	private final Path repository;

	MissionTests(@TempDir Path repository) {
		this.repository = repository;
	}

	@BeforeEach
	void makeRepository() throws IOException {
		write("module/src/test/java/a/b/LoginTests.java", "class LoginTests { void works() { helps(); } }");
		write("README.md", "# A `tool`, and more!\n```\n# no heading\n```\n## Twice\n## Twice\n");
	}

	@Test
	void everyRowOfTheMissionNamesExistingTestsAndPlacesOrIsOpen() throws IOException {
		List<String> ids = Stream
			.of(ids("A%02d", 26), ids("B%02d", 34), ids("C%02d", 26), ids("D%02d", 40), ids("X%d", 14))
			.flatMap(List::stream)
			.toList();
		assertThat(ids).hasSize(140);
		assertThat(new MissionCheck(root(), ids).problems()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "`LoginTests.works`", "[start](../README.md)", "[x](../README.md#a-tool-and-more)",
			"[x](../README.md#twice-1)", "`LoginTests.works`, [start](../README.md#twice), open",
			"[here](mission.md)" })
	void aRowIsMetBy(String metBy) throws IOException {
		assertThat(problems("| A01 | item | " + metBy + " |\n")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "`LoginTests.missing`", "`LoginTests.helps`", "`MissingTests.works`" })
	void aRowIsNotMetByATestThatDoesNotExist(String metBy) throws IOException {
		assertThat(problems("| A01 | item | " + metBy + " |\n"))
			.containsExactly("A01 names a test that does not exist: " + metBy);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[x](../MISSING.md)", "[x](../README.md#missing)", "[x](../README.md#no-heading)",
			"[x](../README.md#twice-2)", "[x](../../other.md)", "[x](../module)" })
	void aRowIsNotMetByAPlaceThatDoesNotExist(String metBy) throws IOException {
		assertThat(problems("| A01 | item | " + metBy + " |\n"))
			.containsExactly("A01 links to a place that does not exist: " + metBy);
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "LoginTests.works", "`LoginTests`", "[x]" })
	void aRowIsNotMetByAnythingElse(String metBy) throws IOException {
		assertThat(problems("| A01 | item | " + metBy + " |\n"))
			.containsExactly("A01 is met by neither a test nor a link nor the word open: " + metBy);
	}

	@Test
	void oneBadPartAmongGoodOnesIsFound() throws IOException {
		assertThat(problems("| A01 | item | `LoginTests.works`, `LoginTests.missing` |\n")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "| A01 | item | |", "| A01 | | open |", "| A01 | item |", "| A01 | item | open | more |" })
	void anEmptyOrBrokenRowIsFound(String row) throws IOException {
		assertThat(problems(row + "\n")).containsExactly("A01 has an empty cell");
	}

	@Test
	void aMissingRowIsFound() throws IOException {
		assertThat(problems("")).containsExactly("A01 is missing");
	}

	@Test
	void aDoubledRowIsFound() throws IOException {
		assertThat(problems("| A01 | item | open |\n| A01 | item | open |\n")).containsExactly("A01 is doubled");
	}

	@Test
	void anUnknownRowIsFound() throws IOException {
		assertThat(problems("| A01 | item | open |\n| A99 | item | open |\n"))
			.containsExactly("A99 is not a row of the mission");
	}

	private List<String> problems(String rows) throws IOException {
		write("docs/mission.md", "# Mission\n\n| id | item | met by |\n| --- | --- | --- |\n" + rows);
		return new MissionCheck(this.repository, List.of("A01")).problems();
	}

	private void write(String path, String text) throws IOException {
		Path file = this.repository.resolve(path);
		Files.createDirectories(file.resolveSibling(""));
		Files.writeString(file, text);
	}

	private static List<String> ids(String format, int count) {
		return IntStream.rangeClosed(1, count).mapToObj(format::formatted).toList();
	}

	private static Path root() {
		return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
			.filter((directory) -> Files.exists(directory.resolve("mvnw")))
			.findFirst()
			.orElseThrow();
	}

}
