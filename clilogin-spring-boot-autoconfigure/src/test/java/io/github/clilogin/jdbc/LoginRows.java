package io.github.clilogin.jdbc;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.clilogin.CliLogin;

/**
 * Inserts many logins of any state, faster than the store does.
 */
final class LoginRows {

	private LoginRows() {
	}

	/** Inserts logins in one transaction. */
	static void insert(DataSource dataSource, String table, List<CliLogin> logins) {
		LoginStatements statements = new LoginStatements(table);
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		Map<String, List<Object[]>> inserts = logins.stream()
			.map((login) -> statements.insert(login.row()))
			.collect(Collectors.groupingBy(SqlStatement::text,
					Collectors.mapping(SqlStatement::argumentArray, Collectors.toList())));
		new TransactionTemplate(new JdbcTransactionManager(dataSource))
			.executeWithoutResult((status) -> inserts.forEach(jdbc::batchUpdate));
	}

}
