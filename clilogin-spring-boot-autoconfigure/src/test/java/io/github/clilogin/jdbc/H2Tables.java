package io.github.clilogin.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.github.clilogin.internal.OwnersName;

/**
 * Creates tables of the JDBC store in a new in-memory H2 database with ten connections.
 */
final class H2Tables implements LoginTables {

	private final JdbcConnectionPool pool;

	private final String platform;

	private int count;

	H2Tables() {
		this("h2", "REGULAR");
	}

	/** Creates tables by the script of another platform, which H2 imitates in a mode. */
	H2Tables(String platform, String mode) {
		this.pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=" + mode,
				"sa", "");
		this.platform = platform;
	}

	@Override
	public JdbcConnectionPool dataSource() {
		return this.pool;
	}

	@Override
	public String create() {
		this.count++;
		String table = "logins" + this.count;
		byte[] script = SchemaScriptTests.script(this.platform)
			.replace("clilogin_logins", table)
			.replace("clilogin_owners", OwnersName.of(table))
			.getBytes(StandardCharsets.UTF_8);
		new ResourceDatabasePopulator(new ByteArrayResource(script)).execute(this.pool);
		return table;
	}

	@Override
	public int activeConnections() {
		return this.pool.getActiveConnections();
	}

	@Override
	public void close() {
		new JdbcTemplate(this.pool).execute("SHUTDOWN");
		this.pool.dispose();
	}

}
