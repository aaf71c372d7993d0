package io.github.clilogin.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Creates tables of the JDBC store in a new in-memory H2 database with ten connections.
 */
final class H2Tables implements AutoCloseable {

	private final JdbcConnectionPool pool = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private int count;

	JdbcConnectionPool dataSource() {
		return this.pool;
	}

	/** Creates a table by the script. */
	String create() {
		this.count++;
		String table = "logins" + this.count;
		byte[] script = SchemaScriptTests.script("h2")
			.replace("clilogin_logins", table)
			.getBytes(StandardCharsets.UTF_8);
		new ResourceDatabasePopulator(new ByteArrayResource(script)).execute(this.pool);
		return table;
	}

	@Override
	public void close() {
		new JdbcTemplate(this.pool).execute("SHUTDOWN");
		this.pool.dispose();
	}

}
