package io.github.clilogin.jdbc;

import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.clilogin.CliLoginRepository;

/**
 * Creates stores that keep logins in a table of a relational database, which any number
 * of instances can share. A login is one row:
 * <ul>
 * <li>Columns are named by {@link io.github.clilogin.store.Field#snakeCase}. Times are
 * milliseconds since 1970 in UTC. Lists are JSON arrays. Absent fields are
 * {@code NULL}.</li>
 * <li>A login starts with an {@code INSERT}. The primary key and the unique indexes
 * reject duplicates.</li>
 * <li>Each later step is one {@code UPDATE} with the guards as its condition. The step
 * was performed if it updated a row.</li>
 * <li>A second table has a row per user who revoked all logins: the user's ID and the
 * current generation of the logins. Its name is {@code clilogin_owners} for
 * {@code clilogin_logins}, and {@code tools_owners} for {@code tools}.</li>
 * </ul>
 * Each write has its own connection and its own transaction, so that it is stored even if
 * the transaction of the caller rolls back. The isolation level is
 * {@code READ COMMITTED}. A write that fails because of concurrent writes, for example by
 * a deadlock, is repeated up to four times. Inside a transaction of the caller, each call
 * needs a second connection from the pool. A connection waits for its database for at
 * most five seconds.
 * <p>
 * Both tables must exist. The scripts {@code schema-*.sql} in this package create them.
 * They also contain the indexes and the collations of the columns, both of which the
 * store depends on:
 * <ul>
 * <li>The primary key {@code id} and the unique index on {@code user_code}: without them,
 * no login is stored.</li>
 * <li>The unique index on {@code token_hash}.</li>
 * <li>The index on {@code owner} alone: in an index that also contains {@code status}, a
 * login that is collected moves, and {@code revokeAll} may miss it.</li>
 * <li>Comparison of {@code owner} and {@code decided_by} by bytes: users may differ only
 * in case, an accent or a trailing blank.</li>
 * </ul>
 * Exceptions of Spring are passed on: the outcome is unknown, and the step is safe to
 * repeat.
 */
public final class JdbcCliLogins {

	/** Names of indexes are longer, and some databases cut names at 63 characters. */
	private static final Pattern TABLE = Pattern
		.compile("([A-Za-z_][A-Za-z0-9_$]*\\.){0,2}[A-Za-z_][A-Za-z0-9_$]{0,39}");

	private JdbcCliLogins() {
	}

	/**
	 * Returns a thread-safe store. It connects to the database at its first use.
	 * @param dataSource the data source, which must not be read-only
	 * @param table the name of the table, which a schema may precede, at most 40
	 * characters without quotes
	 * @return the store
	 * @throws IllegalArgumentException if the table's name is longer or needs quotes
	 */
	public static CliLoginRepository repository(DataSource dataSource, String table) {
		if (!TABLE.matcher(table).matches()) {
			throw new IllegalArgumentException("The table name '" + table + "' must have at most 40 letters, digits, "
					+ "'_' and '$', with '.' after the name of a schema");
		}
		TableWarning warning = new TableWarning(table);
		LoginStatements statements = new LoginStatements(table);
		StatementRunner runner = new StatementRunner(dataSource, warning);
		OwnerStatements owners = new OwnerStatements(warning.ownersTable());
		return new JdbcCliLoginRepository(runner, statements, owners,
				new LoginTable(runner, statements, owners, warning));
	}

}
