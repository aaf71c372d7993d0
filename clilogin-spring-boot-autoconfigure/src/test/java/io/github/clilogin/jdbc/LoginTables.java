package io.github.clilogin.jdbc;

import javax.sql.DataSource;

/**
 * Creates tables of the JDBC store in a database of a test.
 */
interface LoginTables extends AutoCloseable {

	/** Returns the connection pool of the host. */
	DataSource dataSource();

	/** Creates a table by the script, and returns its name. */
	String create();

	/** Returns the number of connections that the pool has lent. */
	int activeConnections();

	@Override
	void close();

}
