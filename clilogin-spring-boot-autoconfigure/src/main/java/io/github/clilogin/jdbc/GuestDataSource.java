package io.github.clilogin.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Gets connections of the host application that are not part of its transactions, and
 * returns them as they were.
 * <ul>
 * <li>Spring finds the connection of a transaction by the {@link DataSource} object. This
 * object is another one. With the host's object, a commit would also commit the rows that
 * a JPA transaction of the host has written.</li>
 * <li>A connection without auto-commit begins and ends without an open transaction. Not
 * every pool ends one. An old snapshot would hide newer writes.</li>
 * <li>A connection waits for its database for a limited time. After that time the driver
 * closes the connection, and the outcome of the statement is unknown. A frozen database
 * would otherwise hold a thread of the host for ever. A query timeout is not enough: it
 * asks the frozen database to cancel. The limit is a setting of the socket, so it costs
 * no round trip. A driver that does not support it has no limit.</li>
 * </ul>
 */
final class GuestDataSource extends DelegatingDataSource {

	private final int limit;

	GuestDataSource(DataSource host, int limitMillis) {
		super(withoutTransactions(host));
		this.limit = limitMillis;
	}

	/** Removes a proxy that joins transactions, and the proxies around it. */
	private static DataSource withoutTransactions(DataSource host) {
		DataSource found = host;
		DataSource next = host;
		while (next instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
			next = proxy.getTargetDataSource();
			found = (proxy instanceof TransactionAwareDataSourceProxy) ? next : found;
		}
		return found;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		try {
			int timeout = limit(connection);
			endTransaction(connection);
			return guest(connection, timeout);
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private static void endTransaction(Connection connection) throws SQLException {
		if (!connection.isClosed() && !connection.getAutoCommit()) {
			connection.rollback();
		}
	}

	/** Sets the limit, and returns the one to set afterwards. */
	private int limit(Connection connection) {
		int before = timeout(connection);
		if (before > 0 && before <= this.limit) {
			return before;
		}
		setTimeout(connection, this.limit);
		return Math.max(before, 0);
	}

	private static int timeout(Connection connection) {
		try {
			return connection.getNetworkTimeout();
		}
		catch (SQLException | RuntimeException | AbstractMethodError ex) {
			return 0; // The driver has no limits, or is older than they are
		}
	}

	/** Runs in the calling thread, because the drivers only change the socket. */
	private static void setTimeout(Connection connection, int millis) {
		try {
			connection.setNetworkTimeout(Runnable::run, millis);
		}
		catch (SQLException | RuntimeException | AbstractMethodError ex) {
			// The driver has no limits, or the connection is closed
		}
	}

	private static Connection guest(Connection connection, int timeout) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						close(connection, timeout);
						return null;
					}
					return invoke(connection, method, arguments);
				});
	}

	private static void close(Connection connection, int timeout) throws SQLException {
		try (connection) {
			restore(connection, timeout);
		}
	}

	private static void restore(Connection connection, int timeout) throws SQLException {
		try {
			endTransaction(connection);
		}
		finally {
			setTimeout(connection, timeout);
		}
	}

	private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
