package io.github.clilogin.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.jdbc.BadSqlGrammarException;

import io.github.clilogin.internal.OwnersName;

/**
 * Logs each problem of the tables with the script that creates them. Repeats a warning
 * after an hour, because the failures themselves are not logged as warnings.
 *
 * @param table the name of the table of logins
 * @param times the time of the last warning by the problem
 */
record TableWarning(String table, Map<String, Long> times) {

	static final long INTERVAL_NANOS = Duration.ofHours(1).toNanos();

	private static final Logger logger = System.getLogger(TableWarning.class.getName());

	private static final String SCRIPT = "clilogin.jdbc.initialize-schema=always creates missing tables. Compare existing "
			+ "ones with the script for your database: "
			+ "io/github/clilogin/jdbc/schema-{postgresql,mysql,h2,oracle,sqlserver}.sql";

	TableWarning(String table) {
		this(table, new ConcurrentHashMap<>());
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
		long now = System.nanoTime();
		long last = this.times.merge(problem, now,
				(previous, current) -> (current - previous < INTERVAL_NANOS) ? previous : current);
		if (last == now) {
			logger.log(Level.WARNING, problem + " " + SCRIPT);
		}
	}

}
