package io.github.clilogin.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Insert;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.test.SampleLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that a transaction of the host application and the store do not change each
 * other.
 */
@ParameterizedClass
@EnumSource
class HostTransactionTests {

	@AutoClose
	private final LoginTables tables;

	private final String table;

	private final DataSource dataSource;

	private final JdbcTemplate host;

	private final TransactionTemplate transaction;

	private final CliLoginRepository repository;

	private final CliLogin login = SampleLogins.pending();

	private final CliLoginTransition cancel = new CliLoginTransition.CancelPending(SampleLogins.NOW);

	HostTransactionTests(TestDatabase database) {
		this.tables = database.open(getClass());
		this.table = this.tables.create();
		this.dataSource = this.tables.dataSource();
		this.host = new JdbcTemplate(this.dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		this.repository = JdbcCliLogins.repository(this.dataSource, this.table);
	}

	@BeforeEach
	void createHostTable() {
		this.host.execute("CREATE TABLE orders (id INTEGER)");
		this.repository.insert(this.login);
	}

	private CliLoginStatus status() {
		return this.repository.findById(this.login.id()).map(CliLogin::status).orElseThrow();
	}

	private int orders() {
		return Optional.ofNullable(this.host.queryForObject("SELECT COUNT(*) FROM orders", Integer.class))
			.orElseThrow();
	}

	@Test
	void aRollbackOfTheHostUndoesNoStepAndAStepCommitsNoRowOfTheHost() {
		this.transaction.executeWithoutResult((status) -> {
			this.host.update("INSERT INTO orders VALUES (1)");
			assertThat(this.repository.apply(this.login.id(), this.cancel)).isTrue();
			status.setRollbackOnly();
		});
		assertThat(status()).isEqualTo(CliLoginStatus.CANCELLED);
		assertThat(orders()).isZero();
	}

	@Test
	void everyStepInsideARollbackOfTheHostStands() {
		CliLogin other = SampleLogins.pending();
		CliLoginTransition confirm = SampleLogins.confirm(SampleLogins.ANN, SampleLogins.NOW);
		rollBack(() -> assertThat(this.repository.insert(other)).isEqualTo(Insert.DONE));
		rollBack(() -> assertThat(this.repository.apply(other.id(), confirm)).isTrue());
		rollBack(() -> assertThat(this.repository.apply(other.id(), SampleLogins.collect(other, SampleLogins.NOW)))
			.isTrue());
		assertThat(this.repository.findByOwner("ann")).extracting(CliLogin::status)
			.containsExactly(CliLoginStatus.COLLECTED);
		rollBack(() -> assertThat(this.repository.revokeAll("ann", null, SampleLogins.NOW)).isEqualTo(1));
		assertThat(this.repository.findById(other.id())).map(CliLogin::status).contains(CliLoginStatus.REVOKED);
		rollBack(() -> assertThat(this.repository.delete(other.id())).isTrue());
		assertThat(this.repository.findById(other.id())).isEmpty();
		rollBack(() -> this.repository.sweep(this.login.purgeAt()));
		assertThat(this.repository.findById(this.login.id())).isEmpty();
	}

	private void rollBack(Runnable step) {
		this.transaction.executeWithoutResult((status) -> {
			this.host.update("INSERT INTO orders VALUES (1)");
			step.run();
			status.setRollbackOnly();
		});
		assertThat(orders()).isZero();
	}

	@Test
	void aStepThatFailsLeavesTheTransactionOfTheHostUsable() {
		CliLoginRepository broken = JdbcCliLogins.repository(this.dataSource, "missing");
		this.transaction.executeWithoutResult((status) -> {
			this.host.update("INSERT INTO orders VALUES (1)");
			assertThatThrownBy(() -> broken.apply(this.login.id(), this.cancel))
				.isInstanceOf(BadSqlGrammarException.class);
		});
		assertThat(orders()).isEqualTo(1);
	}

	@Test
	void aReadInsideATransactionReturnsItsConnection() {
		this.transaction.executeWithoutResult((status) -> {
			this.host.update("INSERT INTO orders VALUES (1)");
			status();
			assertThat(this.tables.activeConnections()).isEqualTo(1);
		});
		status();
		assertThat(this.tables.activeConnections()).isZero();
	}

	@Test
	void aReadInsideASnapshotOfTheHostFindsNewerSteps() {
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.transaction.executeWithoutResult((status) -> {
			this.host.queryForList("SELECT id FROM " + this.table);
			assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
			this.repository.apply(this.login.id(), this.cancel);
			assertThat(status()).isEqualTo(CliLoginStatus.CANCELLED);
		});
	}

	@Test
	void aProxyThatJoinsTransactionsIsNotUsed() {
		DataSource joining = new TransactionAwareDataSourceProxy(this.dataSource);
		for (DataSource proxy : List.of(joining, new DelegatingDataSource(joining),
				new TransactionAwareDataSourceProxy(new DelegatingDataSource(joining)))) {
			CliLoginRepository proxied = JdbcCliLogins.repository(proxy, this.table);
			CliLogin other = SampleLogins.pending();
			proxied.insert(other);
			this.transaction.executeWithoutResult((status) -> {
				this.host.update("INSERT INTO orders VALUES (1)");
				assertThat(proxied.apply(other.id(), this.cancel)).isTrue();
				status.setRollbackOnly();
			});
			assertThat(this.repository.findById(other.id())).map(CliLogin::status).contains(CliLoginStatus.CANCELLED);
			assertThat(orders()).isZero();
		}
	}

	@Test
	void aReadOnAConnectionWithAnOldSnapshotFindsNewerSteps() throws SQLException {
		try (Connection only = this.dataSource.getConnection()) {
			only.setAutoCommit(false);
			only.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			CliLoginRepository manual = JdbcCliLogins.repository(new KeptConnection(this.dataSource, only), this.table);
			try (Statement statement = only.createStatement()) {
				statement.executeQuery("SELECT * FROM " + this.table);
				this.repository.apply(this.login.id(), this.cancel);
				this.repository.saveOwnerGeneration("ann", "new");
				assertThat(manual.findOwnerGeneration("ann")).contains("new");
				statement.executeQuery("SELECT * FROM " + this.table);
			}
			assertThat(manual.insert(SampleLogins.pending())).isEqualTo(Insert.DONE);
		}
	}

	@Test
	void aPoolWithoutAutoCommitStoresLogins() throws SQLException {
		try (Connection only = this.dataSource.getConnection()) {
			only.setAutoCommit(false);
			CliLoginRepository manual = JdbcCliLogins.repository(new KeptConnection(this.dataSource, only), this.table);
			CliLogin other = SampleLogins.pending();
			assertThat(manual.insert(other)).isEqualTo(Insert.DONE);
			assertThat(this.repository.findById(other.id())).contains(other);
			assertThat(manual.findById(this.login.id())).contains(this.login);
			this.repository.apply(this.login.id(), this.cancel);
			assertThat(manual.findById(this.login.id())).map(CliLogin::status).contains(CliLoginStatus.CANCELLED);
			assertThat(manual.revokeAll("ann", null, Instant.now())).isZero();
			assertThat(only.getAutoCommit()).isFalse();
		}
	}

	/** A pool of one connection that does not end transactions. */
	private static final class KeptConnection extends DelegatingDataSource {

		private final Connection connection;

		KeptConnection(DataSource target, Connection connection) throws SQLException {
			super(target);
			this.connection = new SingleConnectionDataSource(connection, true).getConnection();
		}

		@Override
		public Connection getConnection() {
			return this.connection;
		}

	}

}
