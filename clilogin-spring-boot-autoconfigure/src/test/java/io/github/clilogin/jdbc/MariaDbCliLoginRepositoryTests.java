package io.github.clilogin.jdbc;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

/**
 * Holds the JDBC store on MariaDB to the contract, with a pool whose connections do not
 * commit by themselves. {@link ServerContractRaceTests} has other pools.
 */
@RealDatabaseTest(RealDatabase.MARIADB)
class MariaDbCliLoginRepositoryTests extends AbstractServerContractTests {

	MariaDbCliLoginRepositoryTests() {
		super(RealDatabase.MARIADB, PoolVariant.MANUAL_SNAPSHOT);
	}

}
