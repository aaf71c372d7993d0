package io.github.clilogin.jdbc;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

/**
 * Tests outages of PostgreSQL.
 */
@RealDatabaseTest(RealDatabase.POSTGRESQL)
class PostgreSqlOutageTests extends AbstractDatabaseOutageTests {

	PostgreSqlOutageTests() {
		super(RealDatabase.POSTGRESQL);
	}

}
