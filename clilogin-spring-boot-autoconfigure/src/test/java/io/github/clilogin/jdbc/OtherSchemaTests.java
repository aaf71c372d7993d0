package io.github.clilogin.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Insert;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests tables of other versions on real servers. {@link LoginTableTests} has more cases
 * on H2.
 */
@ParameterizedClass
@EnumSource(mode = Mode.EXCLUDE, names = "H2")
class OtherSchemaTests {

	@AutoClose
	private final LoginTables tables;

	private final JdbcTemplate jdbc;

	private final String table;

	private final CliLoginRepository repository;

	private final CliLogin login = SampleLogins.pending();

	@AutoClose
	private final CapturedLog log = new CapturedLog(TableWarning.class);

	OtherSchemaTests(TestDatabase database) {
		this.tables = database.open(getClass());
		this.jdbc = new JdbcTemplate(this.tables.dataSource());
		this.table = this.tables.create();
		this.repository = JdbcCliLogins.repository(this.tables.dataSource(), this.table);
	}

	@Test
	void theTableOfTheScriptNeedsNoWarning() throws SQLException {
		assertThat(this.repository.insert(this.login)).isEqualTo(Insert.DONE);
		CliLoginRepository qualified = JdbcCliLogins.repository(this.tables.dataSource(), schema() + "." + this.table);
		assertThat(qualified.insert(SampleLogins.pending())).isEqualTo(Insert.DONE);
		assertThat(this.log.messages()).isEmpty();
	}

	private String schema() throws SQLException {
		try (Connection connection = this.tables.dataSource().getConnection()) {
			String schema = connection.getSchema();
			return (schema != null) ? schema : connection.getCatalog();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP TABLE %s", "DROP TABLE test1_owners", "ALTER TABLE %s DROP COLUMN owner_generation",
			"ALTER TABLE test1_owners DROP COLUMN generation" })
	void aMissingTableOrColumnIsOneWarningWithTheScript(String change) {
		this.jdbc.execute(change.formatted(this.table));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.repository.insert(this.login));
		}
		assertThat(this.log.messages()).singleElement()
			.asString()
			.startsWith("WARNING Cannot use the tables test1_logins and test1_owners")
			.contains("schema-{postgresql,mysql,");
	}

	@Test
	void aColumnOfANewerVersionIsIgnored() {
		this.jdbc.execute("ALTER TABLE " + this.table + " ADD COLUMN newer INTEGER");
		assertThat(this.repository.insert(this.login)).isEqualTo(Insert.DONE);
		assertThat(this.repository.findById(this.login.id())).contains(this.login);
		assertThat(this.log.messages()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_code", "owner" })
	void aMissingIndexIsOneWarning(String column) throws SQLException {
		boolean namesTable = !schema().equals("public");
		this.jdbc.execute("DROP INDEX " + this.table + "_" + column + (namesTable ? " ON " + this.table : ""));
		if (column.equals("user_code")) {
			assertThatIllegalStateException().isThrownBy(() -> this.repository.insert(this.login));
		}
		else {
			assertThat(this.repository.insert(this.login)).isEqualTo(Insert.DONE);
		}
		assertThat(this.log.messages()).singleElement().asString().contains("index on " + column);
	}

}
