package com.example.databases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of {@code docs/guide/databases.md}.
 */
class GuideTests {

	private static final Pattern INDENTATION = Pattern.compile("(?m)^\\s+");

	@Test
	void showsTheDataSourceOfTheTest() throws IOException {
		String source = Files.readString(GuideTable.guide()
			.resolve("../../hosts/databases/src/test/java")
			.resolve(LoginsDatabase.class.getName().replace('.', '/') + ".java"));
		assertThat(INDENTATION.matcher(source).replaceAll(""))
			.contains(INDENTATION.matcher(examples("java").get(0)).replaceAll(""));
	}

	@Test
	void showsTheChangeLogOfTheTest() throws IOException {
		String changeLog = new ClassPathResource("db/changelog/db.changelog-master.yaml")
			.getContentAsString(StandardCharsets.UTF_8);
		assertThat(examples("yaml")).contains(changeLog);
	}

	@Test
	void propertiesOfTheDataSourceAreThoseOfThePool() throws IOException {
		try (RunningHost host = RunningHost.start(List.of(DatabasesApplication.class, LoginsDatabase.class),
				arguments("acme.logins"))) {
			assertThat(host.context().getBean("loginsDataSource")).hasFieldOrPropertyWithValue("maximumPoolSize", 10)
				.hasFieldOrPropertyWithValue("connectionTimeout", 5000L)
				.hasFieldOrPropertyWithValue("jdbcUrl", "jdbc:postgresql://db.example.com/logins");
		}
	}

	@Test
	void h2InAFileKeepsLoginsOverARestart(@TempDir Path directory) throws IOException {
		String[] arguments = arguments("jdbc:h2:file").stream()
			.map((argument) -> argument.replace("./data", directory.toString()))
			.toArray(String[]::new);
		String token;
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, arguments)) {
			token = new Terminal(host.url()).login(new Browser(), "ann");
		}
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, arguments)) {
			assertThat(new Terminal(host.url()).get("/api/me", token).body()).isEqualTo("ann");
		}
	}

	@Test
	void viewShowsTimesOnH2() throws IOException {
		assertThatTheViewShowsTimes("jdbc:h2:mem:view");
	}

	@Test
	@RealDatabaseTest(RealDatabase.POSTGRESQL)
	void viewShowsTimesOnPostgreSql() throws IOException {
		assertThatTheViewShowsTimes(RealDatabase.POSTGRESQL.newDatabase(getClass()));
	}

	private static void assertThatTheViewShowsTimes(String url) throws IOException {
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, "--spring.datasource.url=" + url,
				"--clilogin.jdbc.initialize-schema=always")) {
			new Terminal(host.url()).login(new Browser(), "ann");
			JdbcClient database = host.bean(JdbcClient.class);
			database.sql(examples("sql").get(0).replace(";", "")).update();
			Map<String, @Nullable Object> login = database.sql("select * from clilogin_readable where owner = 'ann'")
				.query()
				.singleRow();
			LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
			assertThat(time(login.get("created"))).isBetween(now.minusMinutes(1), now);
			assertThat(time(login.get("expires"))).isBetween(now.plusDays(6), now.plusDays(7));
			assertThat(login.get("last_used")).isNull();
		}
	}

	private static LocalDateTime time(@Nullable Object column) {
		return ((Timestamp) Objects.requireNonNull(column)).toLocalDateTime();
	}

	/** Returns the properties of the example that contains a text. */
	private static List<String> arguments(String text) throws IOException {
		String yaml = examples("yaml").stream().filter((example) -> example.contains(text)).findFirst().orElseThrow();
		YamlPropertiesFactoryBean properties = new YamlPropertiesFactoryBean();
		properties.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return Objects.requireNonNull(properties.getObject())
			.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toList();
	}

	private static List<String> examples(String language) throws IOException {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(GuideTable.guide().resolve("databases.md")))
			.results()
			.map((example) -> example.group(1))
			.toList();
	}

}
