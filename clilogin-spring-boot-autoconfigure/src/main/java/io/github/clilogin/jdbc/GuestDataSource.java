package io.github.clilogin.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Limits the time that a connection waits for its database. After that time the driver
 * closes the connection, and the outcome of the statement is unknown. A frozen database
 * would otherwise hold a thread of the host for ever, because few drivers have a limit of
 * their own. A query timeout is not enough: it asks the frozen database to cancel.
 * <p>
 * The limit is a setting of the socket, so it costs no round trip. It is removed before
 * the connection returns to the pool. A driver that does not support it has no limit.
 */
final class BoundedDataSource extends DelegatingDataSource {

	private final int limit;

	BoundedDataSource(DataSource target, int limitMillis) {
		super(target);
		this.limit = limitMillis;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		int before = timeout(connection);
		boolean limited = (before <= 0 || before > this.limit) && setTimeout(connection, this.limit);
		return limited ? restoring(connection, before) : connection;
	}

	/** Returns 0 if the driver has no limit, which includes a driver that is too old. */
	private static int timeout(Connection connection) {
		try {
			return connection.getNetworkTimeout();
		}
		catch (SQLException | AbstractMethodError ex) {
			return 0;
		}
	}

	/** Runs in the calling thread, because the drivers only change the socket. */
	private static boolean setTimeout(Connection connection, int millis) {
		try {
			connection.setNetworkTimeout(Runnable::run, millis);
			return true;
		}
		catch (SQLException | AbstractMethodError ex) {
			return false;
		}
	}

	private static Connection restoring(Connection connection, int before) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						setTimeout(connection, Math.max(before, 0));
					}
					return invoke(connection, method, arguments);
				});
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
