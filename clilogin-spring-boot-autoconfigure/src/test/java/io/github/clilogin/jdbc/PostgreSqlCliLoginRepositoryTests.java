package io.github.clilogin.jdbc;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

/**
 * Holds the JDBC store on PostgreSQL to the contract. {@link ServerContractRaceTests} has
 * other pools than the default.
 */
@RealDatabaseTest(RealDatabase.POSTGRESQL)
class PostgreSqlCliLoginRepositoryTests extends AbstractServerContractTests {

	PostgreSqlCliLoginRepositoryTests() {
		super(RealDatabase.POSTGRESQL, PoolVariant.DEFAULT);
	}

}
