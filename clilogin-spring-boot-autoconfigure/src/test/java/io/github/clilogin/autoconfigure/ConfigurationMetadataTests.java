package io.github.clilogin.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the files that both annotation processors write. A build without these processors
 * would not fail otherwise.
 */
class ConfigurationMetadataTests {

	private static final String IMPORTS = "META-INF/spring/"
			+ "org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private static final String[] KEYS = { "clilogin.api.paths", "clilogin.base-url", "clilogin.clients",
			"clilogin.endpoints.allowed-origins", "clilogin.endpoints.cli", "clilogin.endpoints.logins",
			"clilogin.endpoints.metadata", "clilogin.endpoints.page", "clilogin.endpoints.tokens",
			"clilogin.front-end.returns", "clilogin.jdbc.initialize-schema", "clilogin.jdbc.table",
			"clilogin.limits.starts-per-minute", "clilogin.login.collect-window", "clilogin.login.flows",
			"clilogin.login.impersonation", "clilogin.login.interval", "clilogin.login.lifetime",
			"clilogin.login.max-pending", "clilogin.login.max-sign-in-age", "clilogin.login.max-wait",
			"clilogin.login.max-waiting", "clilogin.login.proof", "clilogin.login.scopes",
			"clilogin.login.user-code-parameter", "clilogin.mongodb.collection", "clilogin.mongodb.create-indexes",
			"clilogin.paths.base", "clilogin.paths.browser", "clilogin.paths.cancel", "clilogin.paths.device",
			"clilogin.paths.logins", "clilogin.paths.page", "clilogin.paths.revoke", "clilogin.paths.status",
			"clilogin.paths.token", "clilogin.paths.tokens", "clilogin.scopes", "clilogin.store", "clilogin.token.idle",
			"clilogin.token.lifetime", "clilogin.token.prefix", "clilogin.token.unverified-lifetime",
			"clilogin.unproven.flows", "clilogin.unproven.same-network", "clilogin.unproven.scopes",
			"clilogin.unproven.token-lifetime", "clilogin.verification-uri" };

	@Test
	void everyKeyIsListed() throws IOException {
		assertThat(StreamSupport.stream(properties().spliterator(), false).map((key) -> key.get("name").asString()))
			.containsExactlyInAnyOrder(KEYS);
	}

	@Test
	void everyKeyIsDescribedByTheRulesOfSpringBoot() throws IOException {
		for (JsonNode key : properties()) {
			String description = key.path("description").asString("");
			assertThat(description).as(key.get("name").asString())
				.matches("[A-Z][^<{]*\\.")
				.doesNotStartWithIgnoringCase("the ")
				.doesNotStartWithIgnoringCase("a ")
				.doesNotContainIgnoringCase("default");
			if (key.get("type").asString().equals("java.lang.Boolean")) {
				assertThat(description).startsWith("Whether ");
			}
		}
	}

	@Test
	void everyGroupIsDescribed() throws IOException {
		assertThat(metadata().get("groups")).hasSize(11)
			.allSatisfy((group) -> assertThat(group.path("description").asString("")).as(group.get("name").asString())
				.matches("[A-Z][^<{]*\\."));
	}

	@Test
	void valuesOfEnumsAndMapsAreHinted() throws IOException {
		Map<String, List<String>> hints = new TreeMap<>();
		metadata().get("hints").forEach((hint) -> hints.put(hint.get("name").asString(), values(hint)));
		assertThat(hints).containsEntry("clilogin.store", names(CliLoginProperties.Store.values()))
			.containsEntry("clilogin.jdbc.initialize-schema", names(CliLoginProperties.SchemaInitialization.values()))
			.containsEntry("clilogin.login.flows", names(CliLoginFlow.values()))
			.containsEntry("clilogin.login.proof", names(CliLoginSettings.ProofPolicy.values()))
			.containsEntry("clilogin.unproven.flows", names(CliLoginFlow.values()))
			.containsEntry("clilogin.unproven.same-network", names(CliLoginSettings.SameNetwork.values()))
			.containsEntry("clilogin.clients.keys", List.of("[acme/tool]"))
			.containsEntry("clilogin.scopes.values", List.of("typed", "loopback"))
			.containsOnlyKeys("clilogin.api.paths", "clilogin.clients.keys", "clilogin.jdbc.initialize-schema",
					"clilogin.login.flows", "clilogin.login.proof", "clilogin.scopes.values", "clilogin.store",
					"clilogin.unproven.flows", "clilogin.unproven.same-network");
	}

	private static List<String> values(JsonNode hint) {
		return StreamSupport.stream(hint.get("values").spliterator(), false)
			.map((value) -> value.get("value").asString())
			.toList();
	}

	private static List<String> names(Enum<?>... values) {
		return Stream.of(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

	@Test
	void conditionsAreIndexedForAFastStart() throws IOException {
		Properties index = new Properties();
		try (InputStream file = open("META-INF/spring-autoconfigure-metadata.properties")) {
			index.load(file);
		}
		try (InputStream file = open(IMPORTS)) {
			assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()).isNotEmpty()
				.allSatisfy((name) -> assertThat(index).containsKey(name));
		}
	}

	private static JsonNode properties() throws IOException {
		return metadata().get("properties");
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream file = open("META-INF/spring-configuration-metadata.json")) {
			return new JsonMapper().readTree(file);
		}
	}

	/** Reads the metadata of clilogin, not that of another JAR. */
	private static InputStream open(String resource) throws IOException {
		String root = CliLoginProperties.class.getProtectionDomain().getCodeSource().getLocation().toString();
		return URI.create(root + resource).toURL().openStream();
	}

}
