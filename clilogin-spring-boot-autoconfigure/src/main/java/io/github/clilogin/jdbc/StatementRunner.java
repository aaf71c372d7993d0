package io.github.clilogin.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements on connections of its own, never on that of the caller's transaction.
 */
final class StatementRunner {

	private static final int MAX_TRIES = 5;

	/** The limit of the MongoDB store. */
	private static final int MAX_WAIT_MILLIS = 5_000;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	private final TableWarning warning;

	StatementRunner(DataSource dataSource, TableWarning warning) {
		DataSource own = new GuestDataSource(dataSource, MAX_WAIT_MILLIS);
		this.jdbc = new JdbcTemplate(own);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(own));
		this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.warning = warning;
	}

	/** Returns the number of changed rows. */
	int write(SqlStatement statement) {
		return repeat(() -> inTransaction(() -> this.jdbc.update(statement.text(), statement.argumentArray())));
	}

	/**
	 * Reads rows, without a transaction if possible, because its commit costs more than
	 * the read. Inside a transaction of the caller, Spring would keep the connection
	 * until its end. A transaction of its own prevents that.
	 */
	<T> List<T> read(SqlStatement statement, int maxRows, RowMapper<T> mapper) {
		Supplier<List<T>> query = () -> query(statement, maxRows, mapper);
		return repeat(
				() -> TransactionSynchronizationManager.isSynchronizationActive() ? inTransaction(query) : query.get());
	}

	private <T> List<T> query(SqlStatement statement, int maxRows, RowMapper<T> mapper) {
		List<T> rows = this.jdbc.query((connection) -> {
			PreparedStatement prepared = connection.prepareStatement(statement.text());
			prepared.setMaxRows(maxRows);
			return prepared;
		}, new ArgumentPreparedStatementSetter(statement.argumentArray()), (result) -> readAll(result, mapper));
		return (rows != null) ? rows : List.of();
	}

	private static <T> List<T> readAll(ResultSet result, RowMapper<T> mapper) throws SQLException {
		List<T> rows = new ArrayList<>();
		while (result.next()) {
			rows.add(mapper.mapRow(result, rows.size()));
		}
		return rows;
	}

	/** Reads the metadata of the database. */
	<T> T inspect(ConnectionCallback<T> metaData) {
		return inTransaction(() -> this.jdbc.execute(metaData));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return this.transactions.execute((status) -> work.get());
	}

	/**
	 * A deadlock, a serialization failure or the wait for a lock has rolled the statement
	 * back.
	 */
	private <T> T repeat(Supplier<T> work) {
		for (int i = 1;; i++) {
			try {
				return work.get();
			}
			catch (ConcurrencyFailureException ex) {
				if (i == MAX_TRIES) {
					throw ex;
				}
			}
			catch (BadSqlGrammarException ex) {
				throw this.warning.unusable(ex);
			}
		}
	}

}
