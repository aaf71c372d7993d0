package io.github.clilogin.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link GuestDataSource}.
 */
class GuestDataSourceTests {

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

	/** The handle of a pool cannot be used after it is closed. */
	@ParameterizedTest
	@EnumSource
	void theLimitIsRemovedBeforeAConnectionReturns(RealDatabase product) throws Exception {
		try (Connection connection = DriverManager.getConnection(product.newDatabase(getClass()))) {
			AtomicBoolean closed = new AtomicBoolean();
			Connection handle = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						if (closed.get() || method.getName().equals("close")) {
							closed.set(true);
							throw new SQLException("closed");
						}
						return method.invoke(connection, arguments);
					});
			Connection bounded = new GuestDataSource(new SingleConnectionDataSource(handle, false), LIMIT)
				.getConnection();
			assertThat(bounded.getNetworkTimeout()).isEqualTo(LIMIT);
			assertThatExceptionOfType(SQLException.class).isThrownBy(bounded::close);
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

	static Stream<Throwable> unsupported() {
		return Stream.of(new SQLFeatureNotSupportedException(), new UnsupportedOperationException(),
				new AbstractMethodError());
	}

	@ParameterizedTest
	@MethodSource("unsupported")
	void aDriverWithoutLimitsIsUsedWithoutOne(Throwable unsupported) throws Exception {
		try (H2Tables tables = new H2Tables(); Connection target = tables.dataSource().getConnection()) {
			Connection connection = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						if (method.getName().endsWith("NetworkTimeout")) {
							throw unsupported;
						}
						return method.invoke(target, arguments);
					});
			try (Connection guest = bounded(connection).getConnection()) {
				assertThat(guest.isValid(1)).isTrue();
			}
		}
	}

	@Test
	@RealDatabaseTest(RealDatabase.POSTGRESQL)
	void aFailedStatementLeavesNoTransactionThatIsAborted() throws Exception {
		try (Connection connection = DriverManager.getConnection(RealDatabase.POSTGRESQL.newDatabase(getClass()))) {
			connection.setAutoCommit(false);
			try (Connection guest = new GuestDataSource(new SingleConnectionDataSource(connection, true), 60_000)
				.getConnection(); Statement statement = guest.createStatement()) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT missing"));
			}
			try (Statement statement = connection.createStatement()) {
				assertThat(statement.execute("SELECT 1")).isTrue();
			}
		}
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

	private static GuestDataSource bounded(Connection connection) {
		return new GuestDataSource(new SingleConnectionDataSource(connection, true), LIMIT);
	}

}
