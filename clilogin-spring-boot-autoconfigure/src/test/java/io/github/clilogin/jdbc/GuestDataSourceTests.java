package io.github.clilogin.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link BoundedDataSource}.
 */
class BoundedDataSourceTests {

	private static final int LIMIT = 300;

	@ParameterizedTest
	@EnumSource
	void aStatementThatLastsTooLongFailsAndItsConnectionIsClosed(RealDatabase product) throws Exception {
		String url = product.newDatabase(getClass());
		String sleep = (product == RealDatabase.POSTGRESQL) ? "SELECT pg_sleep(20)" : "SELECT SLEEP(20)";
		assertLimited(url, sleep);
		assertLimited(ServerTables.mySqlUrl(url), sleep);
	}

	private static void assertLimited(String url, String sleep) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Connection bounded = bounded(connection).getConnection();
				Statement statement = bounded.createStatement()) {
			long start = System.nanoTime();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute(sleep));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
			assertThat(connection.isValid(1)).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theLimitIsRemovedBeforeAConnectionReturns(RealDatabase product) throws Exception {
		try (Connection connection = DriverManager.getConnection(product.newDatabase(getClass()))) {
			try (Connection bounded = bounded(connection).getConnection()) {
				assertThat(bounded.getNetworkTimeout()).isEqualTo(LIMIT);
			}
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 1_000 })
	@RealDatabaseTest(RealDatabase.POSTGRESQL)
	void aShorterLimitOfTheHostStays(int ofTheHost) throws Exception {
		try (Connection connection = DriverManager.getConnection(RealDatabase.POSTGRESQL.newDatabase(getClass()))) {
			connection.setNetworkTimeout(Runnable::run, ofTheHost);
			try (Connection bounded = bounded(connection).getConnection()) {
				assertThat(bounded.getNetworkTimeout()).isEqualTo(Math.min(ofTheHost, LIMIT));
			}
			assertThat(connection.getNetworkTimeout()).isEqualTo(ofTheHost);
		}
	}

	@Test
	void aDriverWithoutLimitsIsUsedWithoutOne() throws Exception {
		Connection connection = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().endsWith("NetworkTimeout")) {
						throw new SQLFeatureNotSupportedException(method.getName());
					}
					return false;
				});
		assertThat(new BoundedDataSource(new SingleConnectionDataSource(connection, false), LIMIT).getConnection())
			.isSameAs(connection);
	}

	/** The reason why the store sets no query timeout. */
	@Test
	void h2KeepsAQueryTimeoutForTheNextStatement() throws Exception {
		try (H2Tables tables = new H2Tables(); Connection connection = tables.dataSource().getConnection()) {
			try (Statement statement = connection.createStatement()) {
				statement.setQueryTimeout(5);
			}
			try (Statement statement = connection.createStatement()) {
				assertThat(statement.getQueryTimeout()).isEqualTo(5);
			}
		}
	}

	private static BoundedDataSource bounded(Connection connection) {
		return new BoundedDataSource(new SingleConnectionDataSource(connection, true), LIMIT);
	}

}
