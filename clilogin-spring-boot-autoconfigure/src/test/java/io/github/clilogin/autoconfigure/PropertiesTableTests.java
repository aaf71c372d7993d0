package io.github.clilogin.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.clilogin.testsupport.GuideTable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the guide lists the configuration properties of the generated metadata.
 */
class PropertiesTableTests {

	private static final Pattern KEY = Pattern.compile("(?<![\\w.])clilogin\\.[a-z.-]*[a-z]");

	@Test
	void theTableListsExactlyTheKeysAndTheirDefaults() throws IOException {
		Map<String, String> table = new TreeMap<>();
		for (List<String> row : GuideTable.read("host.md", "Properties").rows()) {
			assertThat(table.put(row.get(0), row.get(1))).as("doubled: " + row.get(0)).isNull();
			assertThat(row.get(2)).as("meaning of " + row.get(0)).isNotBlank();
		}
		assertThat(table).isEqualTo(metadata());
	}

	@Test
	void theGuideNamesNoOtherKeys() throws IOException {
		Map<String, String> keys = metadata();
		try (Stream<Path> files = Files.list(GuideTable.guide())) {
			assertThat(files.flatMap(PropertiesTableTests::keys)).isNotEmpty()
				.allSatisfy((key) -> assertThat(keys.keySet())
					.anyMatch((known) -> key.equals(known) || key.matches("clilogin\\.(clients|scopes)\\..*")));
		}
	}

	/** Leaves out the keys of texts and of tests. */
	private static Stream<String> keys(Path file) {
		try {
			return KEY.matcher(Files.readString(file))
				.results()
				.map(MatchResult::group)
				.filter((key) -> !key.matches("clilogin\\.(page|scope|choice|test)(\\..*)?"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> metadata() throws IOException {
		String root = CliLoginProperties.class.getProtectionDomain().getCodeSource().getLocation().toString();
		try (InputStream file = URI.create(root + "META-INF/spring-configuration-metadata.json").toURL().openStream()) {
			JsonNode properties = new JsonMapper().readTree(file).get("properties");
			return StreamSupport.stream(properties.spliterator(), false)
				.collect(Collectors.toMap((key) -> key.get("name").asString(), (key) -> text(key.path("defaultValue")),
						(one, other) -> one, TreeMap::new));
		}
	}

	/** Writes a list without its brackets. */
	private static String text(JsonNode value) {
		return value.isMissingNode() ? GuideTable.NOTHING : value.asString().replaceAll("^\\[|]$", "");
	}

}
