package io.github.clilogin.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Insert;
import io.github.clilogin.internal.LoggedFailure;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link LoginTable} and {@link TableWarning}.
 */
class LoginTableTests {

	private static final String SCRIPT = " clilogin.jdbc.initialize-schema=always creates missing tables. Compare "
			+ "existing ones with the script for your database: "
			+ "io/github/clilogin/jdbc/schema-{postgresql,mysql,h2,oracle,sqlserver}.sql";

	@AutoClose
	private final H2Tables tables = new H2Tables();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.tables.dataSource());

	private final CliLogin login = SampleLogins.pending();

	@AutoClose
	private final CapturedLog log = new CapturedLog(TableWarning.class);

	private CliLoginRepository repository(String table) {
		return JdbcCliLogins.repository(this.tables.dataSource(), table);
	}

	@Test
	void aTableOfTheScriptNeedsNoWarning() {
		String table = this.tables.create();
		assertThat(repository(table).insert(this.login)).isEqualTo(Insert.DONE);
		assertThat(repository("PUBLIC." + table).findById(this.login.id())).contains(this.login);
		assertThat(repository("public." + table).insert(SampleLogins.pending())).isEqualTo(Insert.DONE);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void aMissingTableIsOneWarningWithTheScript() {
		CliLoginRepository repository = repository("missing");
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> repository.insert(this.login))
			.isInstanceOf(LoggedFailure.class)
			.withMessageStartingWith("Cannot use the tables missing and missing_owners;");
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> repository.findById(this.login.id()));
		assertThat(this.log.messages())
			.containsExactly("WARNING Cannot use the tables missing and missing_owners, because one of them does not "
					+ "exist, lacks a column or is not accessible." + SCRIPT);
	}

	@ParameterizedTest
	@CsvSource({ "DROP TABLE logins1_owners", "ALTER TABLE logins1 DROP COLUMN owner_generation",
			"ALTER TABLE logins1_owners DROP COLUMN generation" })
	void withATableOfAnotherVersionNoLoginIsStored(String change) {
		CliLoginRepository repository = repository(this.tables.create());
		this.jdbc.execute(change);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> repository.insert(this.login));
		}
		assertThat(this.log.messages()).singleElement()
			.asString()
			.startsWith("WARNING Cannot use the tables logins1 and logins1_owners");
	}

	@Test
	void aColumnOfANewerVersionIsIgnored() {
		String table = this.tables.create();
		this.jdbc.execute("ALTER TABLE " + table + " ADD COLUMN newer INTEGER");
		CliLoginRepository repository = repository(table);
		assertThat(repository.insert(this.login)).isEqualTo(Insert.DONE);
		assertThat(repository.findById(this.login.id())).contains(this.login);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void aTableThatGetsCreatedIsUsed() {
		CliLoginRepository repository = repository("logins1");
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> repository.insert(this.login));
		assertThat(this.tables.create()).isEqualTo("logins1");
		assertThat(repository.insert(this.login)).isEqualTo(Insert.DONE);
	}

	@Test
	void withoutAUniqueUserCodeNoLoginIsStored() {
		String table = this.tables.create();
		this.jdbc.execute("DROP INDEX " + table + "_user_code");
		this.jdbc.execute("CREATE INDEX " + table + "_user_code ON " + table + " (user_code)");
		this.jdbc.execute("CREATE UNIQUE INDEX " + table + "_two ON " + table + " (user_code, owner)");
		CliLoginRepository repository = repository(table);
		String message = "Cannot store logins in the table " + table + ", because it has no unique index on user_code.";
		for (int i = 0; i < 2; i++) {
			assertThatIllegalStateException().isThrownBy(() -> repository.insert(this.login))
				.isInstanceOf(LoggedFailure.class)
				.withMessage(message);
		}
		assertThat(this.log.messages()).containsExactly("WARNING " + message + SCRIPT);
		this.jdbc.execute("CREATE UNIQUE INDEX " + table + "_other ON " + table + " (user_code)");
		assertThat(repository.insert(this.login)).isEqualTo(Insert.DONE);
	}

	@ParameterizedTest
	@CsvSource({ "owner", "token_hash", "wake_at", "redeliver_until", "collect_by", "purge_at", "expires_at" })
	void aMissingIndexIsOneWarning(String column) {
		String table = this.tables.create();
		this.jdbc.execute("DROP INDEX " + table + "_" + column);
		CliLoginRepository repository = repository(table);
		assertThat(repository.insert(this.login)).isEqualTo(Insert.DONE);
		assertThat(repository.insert(SampleLogins.pending())).isEqualTo(Insert.DONE);
		assertThat(this.log.messages()).containsExactly("WARNING Queries on the table " + table
				+ " may be slow, because it has no index on " + column + "." + SCRIPT);
	}

	@Test
	void aTableWhoseIndexesAreNotFoundIsUsedWithAWarning() {
		String table = this.tables.create();
		this.jdbc.execute("CREATE VIEW seen AS SELECT * FROM " + table);
		this.jdbc.execute("CREATE VIEW seen_owners AS SELECT * FROM " + table + "_owners");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> repository("seen").insert(this.login));
		assertThat(this.log.messages()).containsExactly(
				"WARNING Could not find the indexes of the table seen. Make sure that they exist." + SCRIPT);
	}

}
