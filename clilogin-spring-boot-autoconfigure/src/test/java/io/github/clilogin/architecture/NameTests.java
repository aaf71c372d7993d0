package io.github.clilogin.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the names of top-level types, in all modules that users get. Nested types may
 * have one word, because the outer type completes their name.
 */
class NameTests {

	private static final List<String> MODULES = List.of("clilogin-client", "clilogin-spring-boot-autoconfigure",
			"clilogin-test", "sample-app", "sample-cli");

	/** The model of a stored login, which reads like data, and a hash. */
	private static final List<String> ONE_WORD = List.of("Field", "Guard", "Row", "Sha256", "Step");

	/** The names of beans that return a list of the type in the singular. */
	private static final Set<String> PLURALS = Set.of("CliLoginChoices");

	private static List<String> names(String module) {
		Path sources = Path.of("..", module, "src", "main", "java");
		try (Stream<Path> files = Files.walk(sources)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".java") && !file.endsWith("-info.java"))
				.map((file) -> file.substring(0, file.length() - ".java".length()))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot list " + sources, ex);
		}
	}

	private static List<String> names() {
		return MODULES.stream().flatMap((module) -> names(module).stream()).sorted().toList();
	}

	@Test
	void aNameHasTwoWordsAtLeast() {
		assertThat(names("clilogin-spring-boot-autoconfigure")).hasSizeGreaterThan(100)
			.filteredOn((name) -> name.matches("[A-Z][a-z0-9]*"))
			.containsExactlyInAnyOrderElementsOf(ONE_WORD);
	}

	@Test
	void noTwoModulesShareAName() {
		assertThat(names()).doesNotHaveDuplicates();
	}

	@Test
	void noTwoNamesDifferByOneLetter() {
		List<String> names = names().stream().filter((name) -> !PLURALS.contains(name)).toList();
		assertThat(names)
			.allSatisfy((name) -> assertThat(names).filteredOn((other) -> isOneLetterFrom(name, other)).isEmpty());
	}

	private static boolean isOneLetterFrom(String name, String other) {
		return IntStream.range(0, other.length())
			.anyMatch((i) -> name.equals(without(other, i)) || (!name.equals(other) && name.length() == other.length()
					&& without(name, i).equals(without(other, i))));
	}

	private static String without(String name, int letter) {
		return new StringBuilder(name).deleteCharAt(letter).toString();
	}

}
