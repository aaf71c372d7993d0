package io.github.clilogin.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.clilogin.AbstractReturnCodeRaceTests;
import io.github.clilogin.CliLoginRepository;

/**
 * Tests races of wrong return codes on relational databases.
 */
@ParameterizedClass
@EnumSource
class JdbcReturnCodeRaceTests extends AbstractReturnCodeRaceTests {

	@AutoClose
	private final LoginTables tables;

	private final String table;

	JdbcReturnCodeRaceTests(TestDatabase database) {
		super(20);
		this.tables = database.open(getClass());
		this.table = this.tables.create();
	}

	@Override
	protected CliLoginRepository openRepository() {
		return JdbcCliLogins.repository(this.tables.dataSource(), this.table);
	}

}
