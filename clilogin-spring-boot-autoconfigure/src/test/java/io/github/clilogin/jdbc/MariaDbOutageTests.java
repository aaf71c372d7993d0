package io.github.clilogin.jdbc;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

/**
 * Tests outages of MariaDB.
 */
@RealDatabaseTest(RealDatabase.MARIADB)
class MariaDbOutageTests extends AbstractDatabaseOutageTests {

	MariaDbOutageTests() {
		super(RealDatabase.MARIADB);
	}

}
