package io.github.clilogin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the pages of the guide show code that is compiled and run.
 */
class GuideTests {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Path GUIDE = Path.of("../docs/guide");

	private static final List<Path> SOURCES = List.of(Path.of("src/test/java/com/example"),
			Path.of("../clilogin-spring-boot-autoconfigure/src/main/java/io/github/clilogin/jdbc"));

	@ParameterizedTest
	@CsvSource({ "testing.md, 3", "own-store.md, 6" })
	void codeOfAPageIsCodeThatRuns(String page, int count) throws IOException {
		List<String> sources = SOURCES.stream().flatMap(GuideTests::sources).toList();
		List<String> codes = CODE.matcher(Files.readString(GUIDE.resolve(page)))
			.results()
			.map((MatchResult code) -> withoutSpaces(code.group(1)))
			.toList();
		assertThat(codes).hasSize(count)
			.allSatisfy((code) -> assertThat(sources).anySatisfy((source) -> assertThat(source).contains(code)));
	}

	@Test
	void ownStoreDescribesEachTypeOfAFieldAndEachGuard() throws IOException {
		String page = Files.readString(GUIDE.resolve("own-store.md"));
		Stream.of(Field.Type.values()).forEach((type) -> assertThat(page).contains("| `" + type + "` | "));
		Stream.of(Guard.Word.values()).forEach((word) -> assertThat(page).contains("| `" + word + "` | "));
	}

	@Test
	void ownStoreHasAtMostAHundredAndTwentyLinesOfCode() throws IOException {
		Path store = SOURCES.get(0).resolve("store/KeyValueCliLoginRepository.java");
		assertThat(Files.readAllLines(store))
			.filteredOn((line) -> !line.matches("\\s*|(import|package) .*|\\s*/?\\*.*"))
			.hasSizeLessThanOrEqualTo(120);
	}

	private static Stream<String> sources(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).map(GuideTests::source).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String source(Path file) {
		try {
			return withoutSpaces(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String withoutSpaces(String code) {
		return code.replaceAll("\\s", "");
	}

}
