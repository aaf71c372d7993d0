package io.github.clilogin.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.testsupport.GuideTable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@code docs/guide/threats.md} with the scripts of the tables.
 */
class ThreatsGuideTests {

	private static final Pattern COLUMN = Pattern.compile("(?m)^\t([a-z_]+) [A-Z]");

	private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mysql", "oracle", "postgresql", "sqlserver" })
	void theInventoryNamesEachColumnOnce(String database) throws IOException {
		Path main = GuideTable.guide().resolve("../../clilogin-spring-boot-autoconfigure/src/main");
		String script = Files.readString(main.resolve("resources/io/github/clilogin/jdbc/schema-" + database + ".sql"));
		List<String> columns = COLUMN.matcher(script).results().map((column) -> column.group(1)).toList();
		assertThat(columns).hasSizeGreaterThan(50);
		assertThat(inventory()).containsExactlyInAnyOrderElementsOf(columns);
	}

	private static List<String> inventory() throws IOException {
		return Files.readAllLines(GuideTable.guide().resolve("threats.md"))
			.stream()
			.dropWhile((line) -> !line.startsWith("| columns |"))
			.takeWhile((line) -> line.startsWith("|"))
			.flatMap((row) -> CODE.matcher(row.split("\\|")[1]).results())
			.map((name) -> name.group(1))
			.filter((name) -> !name.startsWith("clilogin"))
			.toList();
	}

}
