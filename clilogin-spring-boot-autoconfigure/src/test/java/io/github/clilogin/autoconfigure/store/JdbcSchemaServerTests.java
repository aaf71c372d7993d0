package io.github.clilogin.autoconfigure.store;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties.Jdbc;
import io.github.clilogin.autoconfigure.CliLoginProperties.SchemaInitialization;
import io.github.clilogin.jdbc.JdbcCliLogins;
import io.github.clilogin.testsupport.RealDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the creation of the tables on real servers.
 */
class JdbcSchemaServerTests {

	@ParameterizedTest
	@EnumSource
	void eightInstancesCreateTheTablesAtTheSameMoment(RealDatabase product) throws Exception {
		DataSource dataSource = dataSource(product.newDatabase(getClass()));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 20; round++) {
				String table = "round" + round + "_logins";
				Callable<Boolean> start = () -> createTables(dataSource, table);
				for (Future<Boolean> started : threads
					.invokeAll(IntStream.range(0, 8).mapToObj((i) -> start).collect(Collectors.toList()))) {
					assertThat(started.get()).isTrue();
				}
				assertThat(repository(dataSource, table).countPending(Instant.now())).isZero();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsCreatedByDefault(RealDatabase product) {
		DataSource dataSource = dataSource(product.newDatabase(getClass()));
		new JdbcSchema(new Jdbc("clilogin_logins", SchemaInitialization.EMBEDDED)).createTables(dataSource);
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> repository(dataSource, "clilogin_logins").findById("a"));
	}

	@ParameterizedTest
	@EnumSource
	void tablesAreCommittedIfTheFirstUseIsInATransaction(RealDatabase product) {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(product.newDatabase(getClass()));
			pool.setAutoCommit(false);
			new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult((status) -> {
				createTables(pool, "clilogin_logins");
				assertThat(repository(pool, "clilogin_logins").countPending(Instant.now())).isZero();
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
			});
		}
	}

	@Test
	void userOfPostgreSqlWhoMayNotCreateTablesStartsIfTheyExist() {
		String url = RealDatabase.POSTGRESQL.newDatabase(getClass());
		JdbcTemplate admin = new JdbcTemplate(dataSource(url));
		admin.execute("CREATE SCHEMA acme");
		admin.execute("CREATE ROLE guest" + Math.abs(url.hashCode()) + " LOGIN PASSWORD 'guest'");
		String guest = "guest" + Math.abs(url.hashCode());
		DriverManagerDataSource dataSource = new DriverManagerDataSource(url.replaceAll("\\?.*", ""), guest, "guest");
		admin.execute("GRANT USAGE ON SCHEMA acme TO " + guest);
		assertThatExceptionOfType(CliLoginConfigurationException.class)
			.isThrownBy(() -> createTables(dataSource, "acme.logins"))
			.withMessageContaining("permission denied for schema acme");
		createTables(dataSource(url), "acme.logins");
		admin.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA acme TO " + guest);
		createTables(dataSource, "acme.logins");
		assertThat(repository(dataSource, "acme.logins").findById("a")).isEmpty();
		assertThat(admin.queryForList("SELECT indexname FROM pg_indexes WHERE schemaname = 'acme'", String.class))
			.contains("logins_user_code", "logins_owner", "logins_owners_pk");
	}

	private static boolean createTables(DataSource dataSource, String table) {
		new JdbcSchema(new Jdbc(table, SchemaInitialization.ALWAYS)).createTables(dataSource);
		return true;
	}

	private static CliLoginRepository repository(DataSource dataSource, String table) {
		return JdbcCliLogins.repository(dataSource, table);
	}

	private static DataSource dataSource(String url) {
		return new DriverManagerDataSource(url);
	}

}
