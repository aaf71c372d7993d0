package io.github.clilogin.autoconfigure.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.StartResult;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.FailureAnalyses;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests when the tables of the JDBC store are created.
 */
class JdbcSchemaTests {

	private static final String ENABLED = "clilogin.api.paths=/api/**";

	private static final String ALWAYS = "clilogin.jdbc.initialize-schema=always";

	@AutoClose
	private final CapturedLog log = new CapturedLog("io.github.clilogin.jdbc.TableWarning");

	private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class))
		.withBean(DispatcherServlet.class);

	private final WebApplicationContextRunner runner = this.bare.withPropertyValues(ENABLED);

	private final String memory = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@Test
	void databaseInMemoryGetsTheTablesByDefault() {
		assertThatALoginStarts(with(this.runner, this.memory));
		assertThat(tables(this.memory)).contains("CLILOGIN_LOGINS");
	}

	@Test
	void databaseInAFileGetsTheTablesOnlyIfAlways(@TempDir Path directory) {
		String file = "jdbc:h2:file:" + directory.resolve("acme") + ";WRITE_DELAY=0";
		with(this.runner, file).run((context) -> assertThat(context).hasNotFailed());
		assertThat(tables(file)).isEmpty();
		assertThatALoginStarts(with(this.runner.withPropertyValues(ALWAYS), file));
		assertThatALoginStarts(with(this.runner.withPropertyValues(ALWAYS), file));
		assertThat(tables(file)).contains("CLILOGIN_LOGINS");
	}

	@ParameterizedTest
	@CsvSource({ "acme_logins, ACME_LOGINS, ACME_OWNERS", "people.tools, TOOLS, TOOLS_OWNERS" })
	void namesOfTheScriptFollowTheTable(String table, String stored, String owners) {
		new JdbcTemplate(dataSource(this.memory)).execute("CREATE SCHEMA people");
		assertThatALoginStarts(
				with(this.runner.withPropertyValues(ALWAYS, "clilogin.jdbc.table=" + table), this.memory));
		assertThat(tables(this.memory)).contains(stored, owners).doesNotContain("CLILOGIN_LOGINS", "CLILOGIN_OWNERS");
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void scriptThatFailsOnExistingTablesRunsTwice() {
		String oracle = this.memory + ";MODE=Oracle";
		DataSource dataSource = new NamedDataSource(dataSource(oracle), "Oracle");
		for (int i = 0; i < 2; i++) {
			assertThatALoginStarts(
					this.runner.withPropertyValues(ALWAYS).withBean("orders", DataSource.class, () -> dataSource));
		}
	}

	@Test
	void tableThatIsMissingBesideAnotherIsCreated() {
		DataSource dataSource = new NamedDataSource(dataSource(this.memory + ";MODE=Oracle"), "Oracle");
		WebApplicationContextRunner oracle = this.runner.withPropertyValues(ALWAYS)
			.withBean("orders", DataSource.class, () -> dataSource);
		assertThatALoginStarts(oracle);
		new JdbcTemplate(dataSource).execute("DROP TABLE clilogin_owners");
		assertThatALoginStarts(oracle);
		assertThat(tables(this.memory)).contains("CLILOGIN_OWNERS");
	}

	@Test
	void tableOfAnotherVersionFailsWithTheCause() {
		new JdbcTemplate(dataSource(this.memory)).execute("CREATE TABLE clilogin_logins (id VARCHAR(64) PRIMARY KEY)");
		with(this.runner.withPropertyValues(ALWAYS), this.memory)
			.run((context) -> assertThat(analysis(context).getDescription()).startsWith(
					"clilogin cannot create the tables clilogin_logins and clilogin_owners: Column \"USER_CODE\""));
	}

	/** H2 commits the current transaction when it creates a table. */
	@Test
	void firstUseInATransactionOfTheHostDoesNotCommitIt() {
		DataSource target = dataSource(this.memory);
		DataSource joining = new TransactionAwareDataSourceProxy(new TransactionAwareDataSourceProxy(target));
		JdbcTemplate host = new JdbcTemplate(target);
		host.execute("CREATE TABLE orders (id INTEGER)");
		this.bare.withBean("orders", DataSource.class, () -> new DelegatingDataSource(joining)).run((context) -> {
			new TransactionTemplate(new JdbcTransactionManager(target)).executeWithoutResult((status) -> {
				host.update("INSERT INTO orders VALUES (1)");
				assertThatALoginStarts(context);
				status.setRollbackOnly();
			});
			assertThat(host.queryForList("SELECT id FROM orders")).isEmpty();
			assertThat(tables(this.memory)).contains("CLILOGIN_LOGINS");
		});
	}

	@Test
	void mariaDbUsesTheScriptOfMySql() {
		DataSource dataSource = new NamedDataSource(dataSource(this.memory + ";MODE=MariaDB"), "MariaDB");
		assertThatALoginStarts(
				this.runner.withPropertyValues(ALWAYS).withBean("orders", DataSource.class, () -> dataSource));
	}

	@Test
	void instancesThatStartAtTheSameMomentCreateTheTables() throws Exception {
		DataSource dataSource = dataSource(this.memory);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			Callable<@Nullable Throwable> start = () -> {
				AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
				this.runner.withPropertyValues(ALWAYS)
					.withBean("orders", DataSource.class, () -> dataSource)
					.run((context) -> failure.set(context.getStartupFailure()));
				return failure.get();
			};
			for (Future<@Nullable Throwable> failure : threads
				.invokeAll(IntStream.range(0, 8).mapToObj((i) -> start).toList())) {
				assertThat(failure.get()).isNull();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void userWhoMayNotCreateTablesFailsWithTheCause() {
		new JdbcTemplate(dataSource(this.memory)).execute("CREATE USER guest PASSWORD ''");
		asGuest().run((context) -> {
			assertThat(analysis(context).getDescription())
				.startsWith("clilogin cannot create the tables clilogin_logins and clilogin_owners: Not enough rights");
			assertThat(analysis(context).getAction()).contains("clilogin.jdbc.initialize-schema=never", "schema-*.sql");
		});
	}

	@Test
	void userWhoMayNotCreateTablesStartsIfTheyExist() {
		assertThatALoginStarts(with(this.runner, this.memory));
		JdbcTemplate admin = new JdbcTemplate(dataSource(this.memory));
		admin.execute("CREATE USER guest PASSWORD ''");
		admin.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO guest");
		assertThatALoginStarts(asGuest());
	}

	@Test
	void databaseThatIsDownStopsTheStartOnlyIfAlways() {
		this.runner.withBean("orders", DataSource.class, DownDataSource::new)
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues(ALWAYS)
			.withBean("orders", DataSource.class, DownDataSource::new)
			.run((context) -> assertThat(analysis(context).getDescription()).isEqualTo(
					"clilogin cannot create the tables clilogin_logins and clilogin_owners: The database is down. "
							+ "A store is required for clilogin.api.paths."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.jdbc.initialize-schema=never", "clilogin.api.paths=" })
	void nothingConnectsWithNeverOrWithNothingEnabled(String property) {
		DownDataSource dataSource = new DownDataSource();
		this.runner.withPropertyValues(ALWAYS, property)
			.withBean("orders", DataSource.class, () -> dataSource)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(dataSource.connections).isZero();
	}

	@Test
	void nothingConnectsWithoutADriverOfAnEmbeddedDatabase() {
		DownDataSource dataSource = new DownDataSource();
		this.runner.withClassLoader(new FilteredClassLoader("org.h2"))
			.withBean("orders", DataSource.class, () -> dataSource)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(dataSource.connections).isZero();
	}

	@Test
	void databaseWithoutAScriptNeedsItsTable() {
		DataSource dataSource = new NamedDataSource(dataSource(this.memory), "HSQL Database Engine");
		WebApplicationContextRunner hsql = this.runner.withPropertyValues(ALWAYS)
			.withBean("orders", DataSource.class, () -> dataSource);
		hsql.run((context) -> {
			assertThat(analysis(context).getDescription())
				.startsWith("clilogin cannot create the tables clilogin_logins and clilogin_owners: "
						+ "clilogin has no script for hsqldb.");
			assertThat(analysis(context).getAction()).contains("clilogin.store=memory").doesNotContain("schema-");
		});
		assertThatALoginStarts(with(this.runner, this.memory));
		assertThatALoginStarts(hsql);
	}

	@Test
	void alwaysNeedsSpringBootsModule() {
		with(this.runner.withPropertyValues(ALWAYS), this.memory)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.jdbc"))
			.run((context) -> {
				assertThat(analysis(context).getDescription()).contains("clilogin.jdbc.initialize-schema is always");
				assertThat(analysis(context).getAction()).contains("org.springframework.boot:spring-boot-jdbc");
			});
	}

	@Test
	void storeIsUsedWithoutSpringBootsModule() {
		assertThatALoginStarts(with(this.runner, this.memory));
		assertThatALoginStarts(with(this.runner, this.memory)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.jdbc", "org.springframework.boot.sql")));
	}

	@Test
	void scriptsOfTheHostRunFirst() {
		with(this.runner, this.memory)
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("spring.sql.init.schema-locations=classpath:io/github/clilogin/jdbc/schema-h2.sql")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanFactory().getBeanDefinition("cliLoginJdbcSchema").getDependsOn())
					.containsExactly("dataSourceScriptDatabaseInitializer");
				assertThat(context.getBeanFactory()
					.getBeanDefinition("dataSourceScriptDatabaseInitializer")
					.getDependsOn()).isNull();
			});
	}

	@Test
	void firstUseCreatesTheTablesIfNothingIsEnabled() {
		with(this.bare, this.memory).run((context) -> {
			assertThat(tables(this.memory)).isEmpty();
			assertThatALoginStarts(context);
		});
	}

	private WebApplicationContextRunner asGuest() {
		return this.runner.withPropertyValues(ALWAYS).withBean("orders", DataSource.class, () -> {
			JdbcDataSource dataSource = dataSource(this.memory.substring(0, this.memory.indexOf(';')));
			dataSource.setUser("guest");
			return dataSource;
		});
	}

	private static WebApplicationContextRunner with(WebApplicationContextRunner runner, String url) {
		return runner.withBean("orders", DataSource.class, () -> dataSource(url));
	}

	private static void assertThatALoginStarts(WebApplicationContextRunner runner) {
		runner.run(JdbcSchemaTests::assertThatALoginStarts);
	}

	private static void assertThatALoginStarts(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(CliLoginService.class).start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).build()))
			.isInstanceOf(StartResult.Started.class);
	}

	private static List<@Nullable String> tables(String url) {
		return new JdbcTemplate(dataSource(url)).queryForList(
				"SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA IN ('PUBLIC', 'PEOPLE')",
				String.class);
	}

	private static JdbcDataSource dataSource(String url) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL(url);
		return dataSource;
	}

	private static FailureAnalysis analysis(AssertableWebApplicationContext context) {
		assertThat(context).getFailure().rootCause().isInstanceOf(CliLoginConfigurationException.class);
		return FailureAnalyses.of(context);
	}

	/** A database that does not answer. */
	private static final class DownDataSource extends AbstractDataSource {

		private int connections;

		@Override
		public Connection getConnection() throws SQLException {
			this.connections++;
			throw new SQLException("The database is down");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
