package io.github.clilogin.jdbc;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.UncategorizedSQLException;

import io.github.clilogin.internal.MissingIndexException;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;

/**
 * Checks the tables before the first login is stored. Stores no login without the unique
 * index on the user code: a user could confirm the wrong one of two logins with the same
 * code. A failed check is repeated at the next login. Concurrent threads repeat the work
 * rather than wait.
 */
final class LoginTable {

	private static final List<Field> UNIQUE = List.of(Field.ID, Field.USER_CODE);

	private static final List<Field> INDEXED = List.of(Field.TOKEN_HASH, Field.OWNER, Field.WAKE_AT,
			Field.REDELIVER_UNTIL, Field.COLLECT_BY, Field.PURGE_AT, Field.EXPIRES_AT);

	private final StatementRunner runner;

	private final LoginStatements statements;

	private final OwnerStatements owners;

	private final TableWarning warning;

	private volatile boolean ready;

	LoginTable(StatementRunner runner, LoginStatements statements, OwnerStatements owners, TableWarning warning) {
		this.runner = runner;
		this.statements = statements;
		this.owners = owners;
		this.warning = warning;
	}

	void ensure() {
		if (!this.ready) {
			requireTables();
			check(indexes());
			this.ready = true;
		}
	}

	/** Returns no index if the driver or a proxy does not support metadata. */
	private ExistingColumnIndexes indexes() {
		try {
			return this.runner.inspect((connection) -> ExistingColumnIndexes.of(connection, this.warning.table()));
		}
		catch (InvalidDataAccessApiUsageException | UncategorizedSQLException ex) {
			return new ExistingColumnIndexes(Set.of(), Set.of());
		}
	}

	private void check(ExistingColumnIndexes indexes) {
		List<String> unique = names(UNIQUE.stream().filter((column) -> !indexes.hasUnique(column)));
		List<String> missing = names(INDEXED.stream().filter((column) -> !indexes.has(column)));
		if (indexes.isEmpty()) {
			this.warning.log(
					"Could not find the indexes of the table " + this.warning.table() + ". Make sure that they exist.");
		}
		else if (!unique.isEmpty()) {
			String message = "Cannot store logins in the table " + this.warning.table()
					+ ", because it has no unique index on " + String.join(" and ", unique) + ".";
			this.warning.log(message);
			throw new MissingIndexException(message);
		}
		else if (!missing.isEmpty()) {
			this.warning.log("Queries on the table " + this.warning.table()
					+ " may be slow, because it has no index on " + String.join(", ", missing) + ".");
		}
	}

	/** Reads each column, because a table of another version may lack one. */
	private void requireTables() {
		Stream.of(this.statements.select(LoginColumns.ALL, List.of(Guard.in(Field.ID, "-"))), this.owners.select("-"))
			.forEach((select) -> this.runner.read(select, 1, (result, row) -> result.getString(1)));
	}

	private static List<String> names(Stream<Field> columns) {
		return columns.map(Field::snakeCase).toList();
	}

}
