package io.github.clilogin.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.clilogin.internal.OwnersName;

/**
 * Logs each problem of the tables once, with the script that creates them.
 *
 * @param table the name of the table of logins
 * @param logged the problems that are logged
 */
record TableWarning(String table, Set<String> logged) {

	private static final Logger logger = System.getLogger(TableWarning.class.getName());

	private static final String SCRIPT = "The script for your database creates the tables and indexes: "
			+ "io/github/clilogin/jdbc/schema-{postgresql,mysql,h2,oracle,sqlserver}.sql";

	TableWarning(String table) {
		this(table, ConcurrentHashMap.newKeySet());
	}

	String ownersTable() {
		return OwnersName.of(this.table);
	}

	void log(String problem) {
		if (this.logged.add(problem)) {
			logger.log(Level.WARNING, problem + " " + SCRIPT);
		}
	}

}
