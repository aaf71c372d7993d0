package io.github.clilogin.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.RealDatabase;

/**
 * Creates tables of the JDBC store in a new database of a real server, which a pool of
 * HikariCP connects to.
 */
final class ServerTables implements LoginTables {

	private final RealDatabase product;

	private final HikariDataSource pool;

	private int count;

	ServerTables(RealDatabase product, Class<?> test) {
		this(product, test, (options) -> {
		});
	}

	ServerTables(RealDatabase product, Class<?> test, Consumer<HikariConfig> options) {
		this(product, product.newDatabase(test), options);
	}

	ServerTables(RealDatabase product, String url, Consumer<HikariConfig> options) {
		this.product = product;
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		options.accept(config);
		this.pool = new HikariDataSource(config);
	}

	/** Returns the URL for the driver of MySQL, which also connects to MariaDB. */
	static String mySqlUrl(String url) {
		return url.replace("jdbc:mariadb:", "jdbc:mysql:");
	}

	@Override
	public HikariDataSource dataSource() {
		return this.pool;
	}

	@Override
	public String create() {
		this.count++;
		byte[] script = script().replace("clilogin_", "test" + this.count + "_").getBytes(StandardCharsets.UTF_8);
		new ResourceDatabasePopulator(new ByteArrayResource(script)).execute(this.pool);
		return "test" + this.count + "_logins";
	}

	private String script() {
		return SchemaScriptTests.script(switch (this.product) {
			case POSTGRESQL -> "postgresql";
			case MARIADB -> "mysql";
		});
	}

	@Override
	public int activeConnections() {
		return this.pool.getHikariPoolMXBean().getActiveConnections();
	}

	CliLoginRepository repository() {
		return JdbcCliLogins.repository(this.pool, create());
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
