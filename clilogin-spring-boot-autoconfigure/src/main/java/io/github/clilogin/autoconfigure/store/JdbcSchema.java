package io.github.clilogin.autoconfigure.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptException;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties.Jdbc;
import io.github.clilogin.autoconfigure.CliLoginProperties.SchemaInitialization;
import io.github.clilogin.jdbc.JdbcCliLogins;

/**
 * Creates the tables by the script of the database. Is not a
 * {@code DataSourceScriptDatabaseInitializer} bean, because the JPA and JDBC beans of the
 * host would depend on such a bean.
 *
 * @param settings the settings of the store
 */
record JdbcSchema(Jdbc settings) {

	private static final Logger logger = System.getLogger(CliLoginStoreAutoConfiguration.class.getName());

	private static final String ACTION = "Check that the database can be reached, and that its user may create tables. "
			+ "Or create the tables by a script io/github/clilogin/jdbc/schema-*.sql and set "
			+ "clilogin.jdbc.initialize-schema=never.";

	private static final String COLUMNS = "Add the columns that the script io/github/clilogin/jdbc/schema-*.sql contains, "
			+ "or drop both tables, which ends all logins.";

	private static final String OTHER_DATABASE = "Use PostgreSQL, MySQL, MariaDB, H2, Oracle or SQL Server, or define "
			+ "a bean of type io.github.clilogin.CliLoginRepository. For a trial, set clilogin.store=memory.";

	/**
	 * Does not connect if no driver on the class path has an embedded database. Uses one
	 * connection that Spring does not keep until the end of a transaction of the caller.
	 */
	void createTables(DataSource dataSource) {
		if (isAlways() || EmbeddedDatabaseConnection.get(null) != EmbeddedDatabaseConnection.NONE) {
			try (Connection connection = withoutTransactions(dataSource).getConnection()) {
				createTables(new SingleConnectionDataSource(connection, true));
			}
			catch (SQLException ex) {
				reportUnreachable(ex);
			}
		}
	}

	/** Removes proxies that join the transactions of the caller, which may roll back. */
	private static DataSource withoutTransactions(DataSource dataSource) {
		TransactionAwareDataSourceProxy proxy = DataSourceUnwrapper.unwrap(dataSource,
				TransactionAwareDataSourceProxy.class);
		DataSource target = (proxy != null) ? proxy.getTargetDataSource() : null;
		return (target != null) ? withoutTransactions(target) : dataSource;
	}

	private boolean isAlways() {
		return this.settings.initializeSchema() == SchemaInitialization.ALWAYS;
	}

	/** A database that does not answer is not embedded. */
	private void reportUnreachable(SQLException failure) {
		if (isAlways()) {
			throw failure(failure);
		}
		logger.log(Level.DEBUG, "Could not determine whether the database is embedded", failure);
	}

	private void createTables(SingleConnectionDataSource dataSource) throws SQLException {
		if (isAlways() || EmbeddedDatabaseConnection.isEmbedded(dataSource)) {
			try {
				run(dataSource);
			}
			catch (IllegalStateException | DataAccessException ex) {
				throw failure(ex);
			}
		}
	}

	private CliLoginConfigurationException failure(Exception cause) {
		return failure(String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()), ACTION);
	}

	private CliLoginConfigurationException failure(String reason, String action) {
		JdbcTableNames names = new JdbcTableNames(this.settings.table());
		return new CliLoginConfigurationException(
				"clilogin cannot create the tables " + names.logins() + " and " + names.owners() + ": " + reason + ".",
				action);
	}

	private void run(DataSource dataSource) throws SQLException {
		String platform = platform(dataSource);
		Resource script = new ClassPathResource("schema-" + platform + ".sql", JdbcCliLogins.class);
		if (script.exists()) {
			run(dataSource, renamed(script));
		}
		if (!hasTables(dataSource)) {
			throw script.exists() ? failure("the tables exist, but lack a column of this version", COLUMNS)
					: failure("clilogin has no script for " + platform, OTHER_DATABASE);
		}
	}

	private static String platform(DataSource dataSource) {
		return new PlatformPlaceholderDatabaseDriverResolver().withDriverPlatform(DatabaseDriver.MARIADB, "mysql")
			.resolveAll(dataSource, "@@platform@@")
			.get(0);
	}

	private Resource renamed(Resource script) {
		try {
			String text = script.getContentAsString(StandardCharsets.UTF_8);
			byte[] renamed = new JdbcTableNames(this.settings.table()).rename(text).getBytes(StandardCharsets.UTF_8);
			return new ByteArrayResource(renamed, script.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs the script, and after a failure again without the statements that fail: the
	 * scripts of some databases fail on existing tables, and another instance may create
	 * them at the same moment. Reports the failure if the tables do not exist then.
	 */
	private void run(DataSource dataSource, Resource script) throws SQLException {
		ResourceDatabasePopulator populator = new ResourceDatabasePopulator(script);
		try {
			execute(populator, dataSource);
		}
		catch (ScriptException ex) {
			populator.setContinueOnError(true);
			execute(populator, dataSource);
			if (!hasTables(dataSource)) {
				throw ex;
			}
		}
	}

	private static void execute(ResourceDatabasePopulator populator, DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		try {
			populator.populate(connection);
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
		catch (ScriptException ex) {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			throw ex;
		}
	}

	private boolean hasTables(DataSource dataSource) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		JdbcTableNames names = new JdbcTableNames(this.settings.table());
		try {
			jdbc.queryForList("SELECT owner_generation FROM " + names.logins() + " WHERE 1 = 0");
			jdbc.queryForList("SELECT generation FROM " + names.owners() + " WHERE 1 = 0");
			return true;
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

}
