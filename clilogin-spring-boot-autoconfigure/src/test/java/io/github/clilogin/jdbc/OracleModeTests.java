package io.github.clilogin.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.test.AbstractCliLoginRepositoryTests;

/**
 * Holds the JDBC store to the contract on H2 in the mode of Oracle, which reads an empty
 * text as {@code null}. The table is that of the script for Oracle.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleModeTests extends AbstractCliLoginRepositoryTests {

	@AutoClose
	private final H2Tables tables = new H2Tables("oracle", "Oracle");

	@Override
	protected CliLoginRepository createRepository() {
		return JdbcCliLogins.repository(this.tables.dataSource(), this.tables.create());
	}

	@Override
	protected int raceRounds() {
		return 1;
	}

}
