package io.github.clilogin.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Insert;
import io.github.clilogin.test.SampleLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link StatementRunner} and {@link JdbcCliLogins}.
 */
class StatementRunnerTests {

	@AutoClose
	private final H2Tables tables = new H2Tables();

	private final CliLogin login = SampleLogins.pending();

	@Test
	void aStatementThatConcurrentWritesStopIsRepeated() {
		CliLoginRepository repository = repositoryWithDeadlocks(4);
		assertThat(repository.insert(this.login)).isEqualTo(Insert.DONE);
		assertThat(repository.findById(this.login.id())).contains(this.login);
	}

	@Test
	void aStatementIsNotRepeatedForEver() {
		CliLoginRepository repository = repositoryWithDeadlocks(5);
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> repository.insert(this.login));
		assertThat(repository.findById(this.login.id())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "\"a\"", "a;", "a.", "1a", "a--", "a.b.c.d" })
	void aTableNameThatNeedsQuotesIsRefused(String table) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> JdbcCliLogins.repository(this.tables.dataSource(), table));
	}

	@Test
	void aTableNameMayHaveASchema() {
		CliLoginRepository repository = JdbcCliLogins.repository(this.tables.dataSource(),
				"PUBLIC." + this.tables.create());
		assertThat(repository.insert(this.login)).isEqualTo(Insert.DONE);
	}

	private CliLoginRepository repositoryWithDeadlocks(int count) {
		return JdbcCliLogins.repository(new DeadlockingDataSource(this.tables, count), this.tables.create());
	}

	/** Fails the first statements. */
	private static final class DeadlockingDataSource extends DelegatingDataSource {

		private int left;

		DeadlockingDataSource(H2Tables tables, int count) {
			super(tables.dataSource());
			this.left = count;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("prepareStatement") && this.left-- > 0) {
							throw new SQLTransactionRollbackException("deadlock", "40001");
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}
