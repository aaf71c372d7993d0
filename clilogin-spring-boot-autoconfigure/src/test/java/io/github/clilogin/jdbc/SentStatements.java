package io.github.clilogin.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Records the prepared statements that are executed on a data source.
 */
final class SentStatements extends DelegatingDataSource {

	private final Queue<SqlStatement> sent = new ConcurrentLinkedQueue<>();

	SentStatements(DataSource target) {
		super(target);
	}

	/** Returns the statements since the last call. */
	List<SqlStatement> take() {
		List<SqlStatement> taken = new ArrayList<>();
		for (SqlStatement statement = this.sent.poll(); statement != null; statement = this.sent.poll()) {
			taken.add(statement);
		}
		return taken;
	}

	/** Returns the first word of a statement. */
	static String kind(SqlStatement statement) {
		return statement.text().substring(0, statement.text().indexOf(' '));
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return proxy(Connection.class, (proxy, method, arguments) -> {
			Object result = invoke(connection, method, arguments);
			return (result instanceof PreparedStatement statement && arguments != null)
					? recorded(statement, arguments[0].toString()) : result;
		});
	}

	private PreparedStatement recorded(PreparedStatement statement, String sql) {
		SortedMap<Object, Object> values = new TreeMap<>();
		return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
			if (method.getName().startsWith("set") && arguments != null && arguments.length == 2) {
				values.put(arguments[0], arguments[1]);
			}
			if (method.getName().startsWith("execute")) {
				this.sent.add(new SqlStatement(sql, List.copyOf(values.values())));
			}
			return invoke(statement, method, arguments);
		});
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(SentStatements.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
