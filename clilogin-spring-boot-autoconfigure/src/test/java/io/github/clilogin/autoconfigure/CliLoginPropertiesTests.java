package io.github.clilogin.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;
import io.github.clilogin.autoconfigure.web.CliLoginWebAutoConfiguration;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.web.CliLoginWebSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CliLoginProperties} as users write them.
 */
class CliLoginPropertiesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class,
				CliLoginWebAutoConfiguration.class))
		.withPropertyValues("clilogin.store=memory");

	@Test
	void durationsWithoutAUnitAreSeconds() {
		this.runner
			.withPropertyValues("clilogin.login.lifetime=600", "clilogin.login.collect-window=90",
					"clilogin.login.interval=5", "clilogin.login.max-wait=20", "clilogin.token.lifetime=86400",
					"clilogin.token.idle=3600")
			.run((context) -> {
				CliLoginSettings settings = context.getBean(CliLoginService.class).settings();
				assertThat(settings.lifetime()).isEqualTo(Duration.ofMinutes(10));
				assertThat(settings.collectWindow()).isEqualTo(Duration.ofSeconds(90));
				assertThat(settings.token().lifetime()).isEqualTo(Duration.ofDays(1));
				assertThat(settings.token().idle()).isEqualTo(Duration.ofHours(1));
				CliLoginWebSettings web = context.getBean(CliLoginWebSettings.class);
				assertThat(web.interval()).isEqualTo(Duration.ofSeconds(5));
				assertThat(web.maxWait()).isEqualTo(Duration.ofSeconds(20));
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"clilogin.login.lifetime=59s | clilogin.login.lifetime must be at least 1 minute, not 59 seconds.",
			"clilogin.login.lifetime=10ms | clilogin.login.lifetime must be at least 1 minute, not 10 milliseconds.",
			"clilogin.login.collect-window=0 | clilogin.login.collect-window must be at least 1 minute, not 0 seconds.",
			"clilogin.token.lifetime=-1d | clilogin.token.lifetime must be at least 1 minute, not -1 day.",
			"clilogin.token.idle=9m | clilogin.token.idle must be at least 10 minutes, not 9 minutes.",
			"clilogin.login.interval=500ms | clilogin.login.interval must be at least 1 second, not 500 milliseconds.",
			"clilogin.login.max-wait=2m | clilogin.login.max-wait must be 0, or from 1 to 55 seconds, not 2 minutes.",
			"clilogin.login.max-pending=0 | clilogin.login.max-pending must be at least 1, not 0.",
			"clilogin.login.max-waiting=-1 | clilogin.login.max-waiting must be at least 0, not -1.",
			"clilogin.login.scopes=read write | clilogin.login.scopes must be separated by commas and must not contain blanks, quotes or backslashes, unlike \"read write\".",
			"clilogin.login.flows= | clilogin.login.flows must contain at least one flow.",
			"clilogin.unproven.token-lifetime=59s | clilogin.unproven.token-lifetime must be at least 1 minute, not 59 seconds.",
			"clilogin.unproven.scopes=raed | clilogin.unproven.scopes contains \"raed\", which clilogin.login.scopes does not contain.",
			"clilogin.clients.acme.proof=maybe | clilogin.clients.acme.proof must be off, offered or required, not \"maybe\".",
			"clilogin.clients[acme.name]=Acme | clilogin.clients[acme.name] must end in .name or .proof after the brackets, because the client ID does.",
			"clilogin.scopes.raed.proof=typed | clilogin.scopes contains \"raed\", which clilogin.login.scopes does not contain.",
			"clilogin.scopes.read.proof=maybe | clilogin.scopes.read.proof must be typed or loopback, not \"maybe\".",
			"clilogin.scopes.read.proof=none | clilogin.scopes.read.proof must be typed or loopback, not \"none\".",
			"clilogin.scopes.read=typed | clilogin.scopes.read must end in .proof.",
			"clilogin.paths.token=/clilogin/device | clilogin.paths.token must not be \"/clilogin/device\", which clilogin.paths.device uses.",
			"clilogin.paths.logins=/ | clilogin.paths.logins must not be \"/\".",
			"clilogin.paths.tokens=/ | clilogin.paths.tokens must not be \"/\".",
			"clilogin.paths.base=cli | clilogin.paths.base must start with \"/\", unlike \"cli\"." })
	void invalidPropertyFailsWithASentenceThatNamesIt(String property, String sentence) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).isEqualTo(sentence));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.login.lifetime=soon", "clilogin.login.proof=maybe",
			"clilogin.unproven.same-network=maybe", "clilogin.login.flows=telepathy",
			"clilogin.limits.starts-per-minute=many", "clilogin.endpoints.cli=perhaps" })
	void unreadablePropertyFailsWithItsKey(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			String key = property.substring(0, property.indexOf('='));
			assertThat(FailureAnalyses.of(context).getDescription()).contains(key);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "logins$", "system.logins" })
	void invalidCollectionFailsWithItsKey(String collection) {
		this.runner
			.withPropertyValues("clilogin.store=mongodb", "clilogin.api.paths=/api/**",
					"clilogin.mongodb.collection=" + collection)
			.withBean(MongoDatabaseFactory.class,
					() -> new SimpleMongoClientDatabaseFactory("mongodb://127.0.0.1:1/acme"))
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.startsWith("clilogin.mongodb.collection must be")
				.contains("\"" + collection.trim() + "\""));
	}

	@Test
	void clientIdsOfAnyCharactersAreWrittenInBrackets() {
		assertThat(clients("""
				clilogin:
				  clients:
				    acme: Acme
				    My_Tool-2.0: Tool
				    "[acme/tool]": Acme tool
				    "[https://acme.example/cli?a=b c]": Acme URL
				""")).containsExactly(Map.entry("acme", "Acme"), Map.entry("My_Tool-2.0", "Tool"),
				Map.entry("acme/tool", "Acme tool"), Map.entry("https://acme.example/cli?a=b c", "Acme URL"));
	}

	@Test
	void aClientHasANameOrANameAndAProof() {
		yaml("""
				clilogin:
				  clients:
				    acme: Acme
				    old:
				      name: Old CLI
				      proof: off
				    "[acme/tool]":
				      proof: required
				    My_Tool-2.0:
				      name: Tool
				      proof: offered
				    "[acme.name].name": Odd
				""").run((context) -> {
			CliLoginSettings settings = context.getBean(CliLoginService.class).settings();
			assertThat(settings.clients()).containsExactly(Map.entry("acme", "Acme"), Map.entry("old", "Old CLI"),
					Map.entry("acme/tool", "acme/tool"), Map.entry("My_Tool-2.0", "Tool"),
					Map.entry("acme.name", "Odd"));
			assertThat(settings.demands().clients()).containsExactly(Map.entry("old", ProofPolicy.OFF),
					Map.entry("acme/tool", ProofPolicy.REQUIRED), Map.entry("My_Tool-2.0", ProofPolicy.OFFERED));
		});
	}

	@Test
	void theExampleOfTheGuideIsValid() throws IOException {
		String guide = Files.readString(Path.of("../docs/guide/host.md"));
		String section = guide.substring(guide.indexOf("\n## Demand proof"));
		yaml(section.substring(section.indexOf("```yaml") + 7, section.indexOf("\n```\n"))).run((context) -> {
			CliLoginSettings settings = context.getBean(CliLoginService.class).settings();
			assertThat(settings.unproven()).isEqualTo(new CliLoginSettings.Unproven(Duration.ofDays(1), Set.of("read"),
					Set.of(CliLoginFlow.CODE), CliLoginSettings.SameNetwork.ASK));
			assertThat(settings.demands()).isEqualTo(new CliLoginSettings.Demands(Map.of("ci", ProofPolicy.REQUIRED),
					Map.of("deploy", CliLoginProof.LOOPBACK)));
			assertThat(settings.clients()).containsOnlyKeys("acme", "ci");
		});
	}

	@Test
	void aScopeHasAProof() {
		yaml("""
				clilogin:
				  login.scopes: [ read, deploy, repo.write, "a:b" ]
				  scopes:
				    deploy.proof: loopback
				    repo.write.proof: typed
				    "[a:b]":
				      proof: Loopback
				""").run((context) -> assertThat(context.getBean(CliLoginService.class).settings().demands().scopes())
			.containsExactly(Map.entry("deploy", CliLoginProof.LOOPBACK), Map.entry("repo.write", CliLoginProof.TYPED),
					Map.entry("a:b", CliLoginProof.LOOPBACK)));
	}

	/** YAML reads "off" as a boolean. */
	@ParameterizedTest
	@ValueSource(strings = { "off", "OFF", "required", "Offered" })
	void aProofIsReadInAnySpelling(String proof) {
		yaml("clilogin.login.proof: " + proof)
			.run((context) -> assertThat(context.getBean(CliLoginService.class).settings().proof())
				.isEqualTo(ProofPolicy.valueOf(proof.toUpperCase(Locale.ROOT))));
	}

	@Test
	void aClientThatDemandsLessThanTheServerIsWarnedOf() {
		try (CapturedLog log = new CapturedLog(CliLoginAutoConfiguration.class)) {
			this.runner
				.withPropertyValues("clilogin.clients.acme=Acme", "clilogin.clients.old.name=Old CLI",
						"clilogin.clients.old.proof=off", "clilogin.clients.new.proof=required")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).singleElement()
				.asString()
				.contains("clilogin.clients.old.proof", "clilogin.login.proof", "client IDs are public");
		}
	}

	private Map<String, String> clients(String yaml) {
		Map<String, String> clients = new LinkedHashMap<>();
		yaml(yaml).run((context) -> clients.putAll(context.getBean(CliLoginService.class).settings().clients()));
		return clients;
	}

	private static Map<String, String> bound(Environment environment) {
		return Binder.get(environment).bind("clilogin.clients", Bindable.mapOf(String.class, String.class)).get();
	}

	private WebApplicationContextRunner yaml(String yaml) {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
		return this.runner.withInitializer((context) -> {
			try {
				new YamlPropertySourceLoader().load("test", resource)
					.forEach(context.getEnvironment().getPropertySources()::addFirst);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Test
	void clientIdThatNoCliCanSendFails() {
		this.runner.withPropertyValues("clilogin.clients[" + "x".repeat(65) + "]=Acme")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.startsWith("clilogin.clients must contain client IDs of 1 to 64 printable characters"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "acme/tool", "acme tool", "acme:tool", "tool@acme.example", "ä", "-acme", "acme.-x" })
	void clientIdThatSpringBootWouldChangeFailsWithTheNotation(String clientId) {
		String yaml = "clilogin: { clients: { acme: Acme, '" + clientId + "': Tool } }";
		yaml(yaml).withInitializer((context) -> assertThat(bound(context.getEnvironment())).doesNotContainKey(clientId))
			.run((context) -> assertThat(context).hasFailed());
		yaml(yaml).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("clilogin.clients", clientId, "without brackets");
			assertThat(analysis.getAction()).contains("clilogin.clients[" + clientId + "]", "\"[" + clientId + "]\"");
		});
	}

	@Test
	void aProofOfAKeyThatSpringBootWouldChangeFailsWithTheNotation() {
		for (String key : List.of("clilogin.clients", "clilogin.scopes")) {
			this.runner.withPropertyValues(key + ".a/b.proof=typed").run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).contains(key, "a/b without brackets");
				assertThat(analysis.getAction()).contains(key + "[a/b].proof", "\"[a/b]\"");
			});
		}
	}

}
