package io.github.clilogin.autoconfigure.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source whose database says that it is another product. */
final class NamedDataSource extends DelegatingDataSource {

	private final String product;

	NamedDataSource(DataSource target, String product) {
		super(target);
		this.product = product;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		DatabaseMetaData metaData = connection.getMetaData();
		return proxy(Connection.class, connection, "getMetaData",
				proxy(DatabaseMetaData.class, metaData, "getDatabaseProductName", this.product));
	}

	private static <T> T proxy(Class<T> type, T target, String method, Object result) {
		return type.cast(Proxy.newProxyInstance(NamedDataSource.class.getClassLoader(), new Class<?>[] { type }, (proxy,
				called, arguments) -> called.getName().equals(method) ? result : invoke(called, target, arguments)));
	}

	private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
