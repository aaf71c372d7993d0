package io.github.clilogin.jdbc;

import org.junit.jupiter.api.AutoClose;

import io.github.clilogin.AbstractCodeChallengeTests;
import io.github.clilogin.CliLoginRepository;

/**
 * Tests logins with a code challenge on the JDBC store.
 */
class JdbcCodeChallengeTests extends AbstractCodeChallengeTests {

	@AutoClose
	private final H2Tables tables = new H2Tables();

	@Override
	protected CliLoginRepository createRepository() {
		return JdbcCliLogins.repository(this.tables.dataSource(), this.tables.create());
	}

}
