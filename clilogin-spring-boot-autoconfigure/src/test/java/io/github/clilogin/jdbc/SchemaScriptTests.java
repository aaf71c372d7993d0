package io.github.clilogin.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.store.Field;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each script has the columns and indexes that the store uses.
 */
class SchemaScriptTests {

	static String script(String platform) {
		try {
			return new ClassPathResource("schema-" + platform + ".sql", JdbcCliLogins.class)
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read the script for " + platform, ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mysql", "oracle", "postgresql", "sqlserver" })
	void aScriptHasEachColumnAndIndex(String platform) {
		String script = script(platform);
		assertThat(columns(script)).containsExactlyElementsOf(
				Stream.concat(Stream.of(Field.values()).map(Field::snakeCase), Stream.of("owner", "generation"))
					.toList());
		assertThat(script).contains("PRIMARY KEY (id)", "PRIMARY KEY (owner)")
			.containsPattern("UNIQUE (INDEX|KEY)( IF NOT EXISTS)? \\S+ (ON clilogin_logins )?\\(user_code\\)")
			.containsPattern("UNIQUE (INDEX|KEY)( IF NOT EXISTS)? \\S+ (ON clilogin_logins )?\\(token_hash\\)")
			.contains("(owner)", "(wake_at)", "(redeliver_until)", "(collect_by)", "(purge_at)", "(expires_at)")
			.doesNotContainPattern("\\([^)]*status[^)]*\\)");
	}

	private static List<String> columns(String script) {
		return script.lines()
			.filter((line) -> line.matches("\t[a-z_]+ [A-Z].*"))
			.map((line) -> line.strip().split(" ")[0])
			.toList();
	}

	/**
	 * H2 knows neither the partial indexes of PostgreSQL nor the collations of SQL
	 * Server.
	 */
	@ParameterizedTest
	@CsvSource({ "h2, REGULAR", "mysql, MySQL", "oracle, Oracle" })
	void aScriptCreatesATableThatTheStoreAccepts(String platform, String mode) {
		try (H2Tables tables = new H2Tables(platform, mode); CapturedLog log = new CapturedLog(TableWarning.class)) {
			CliLogin login = SampleLogins.pending();
			CliLoginRepository repository = JdbcCliLogins.repository(tables.dataSource(), tables.create());
			assertThat(repository.insert(login)).isEqualTo(CliLoginRepository.Insert.DONE);
			assertThat(repository.findById(login.id())).contains(login);
			assertThat(log.messages()).isEmpty();
		}
	}

}
