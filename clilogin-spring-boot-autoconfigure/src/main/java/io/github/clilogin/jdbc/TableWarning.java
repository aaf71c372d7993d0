package io.github.clilogin.jdbc;

import org.springframework.jdbc.BadSqlGrammarException;

import io.github.clilogin.internal.HourlyWarnings;
import io.github.clilogin.internal.OwnersName;

/**
 * Logs each problem of the tables with the script that creates them.
 *
 * @param table the name of the table of logins
 * @param warnings logs the warnings
 */
record TableWarning(String table, HourlyWarnings warnings) {

	private static final String SCRIPT = "clilogin.jdbc.initialize-schema=always creates missing tables. Compare existing "
			+ "ones with the script for your database: "
			+ "io/github/clilogin/jdbc/schema-{postgresql,mysql,h2,oracle,sqlserver}.sql";

	TableWarning(String table) {
		this(table, new HourlyWarnings(System.getLogger(TableWarning.class.getName())));
	}

	String ownersTable() {
		return OwnersName.of(this.table);
	}

	/** Logs that the database does not understand a statement. */
	UnusableTableException unusable(BadSqlGrammarException failure) {
		String problem = "Cannot use the tables " + this.table + " and " + ownersTable();
		log(problem + ", because one of them does not exist, lacks a column or is not accessible.");
		return new UnusableTableException(problem, failure);
	}

	void log(String problem) {
		this.warnings.log(problem + " " + SCRIPT);
	}

}
