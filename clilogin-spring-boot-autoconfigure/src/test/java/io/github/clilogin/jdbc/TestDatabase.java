package io.github.clilogin.jdbc;

import java.util.function.Function;

import io.github.clilogin.testsupport.RealDatabase;

/**
 * A database that tests run on.
 */
enum TestDatabase {

	/** H2 in this JVM. */
	H2((test) -> new H2Tables()),

	/** A real PostgreSQL. */
	POSTGRESQL((test) -> new ServerTables(RealDatabase.POSTGRESQL, test)),

	/** A real MariaDB. */
	MARIADB((test) -> new ServerTables(RealDatabase.MARIADB, test));

	private final Function<Class<?>, LoginTables> tables;

	TestDatabase(Function<Class<?>, LoginTables> tables) {
		this.tables = tables;
	}

	/** Creates a database, or skips the test. */
	LoginTables open(Class<?> test) {
		return this.tables.apply(test);
	}

}
