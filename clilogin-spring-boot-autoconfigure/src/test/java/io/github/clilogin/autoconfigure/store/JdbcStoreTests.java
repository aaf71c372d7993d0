package io.github.clilogin.autoconfigure.store;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginDataSource;
import io.github.clilogin.autoconfigure.CliLoginMongo;
import io.github.clilogin.autoconfigure.FailureAnalyses;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests when a relational database is selected, and the sentences if it cannot be
 * selected.
 */
class JdbcStoreTests {

	private static final String ENABLED = "clilogin.api.paths=/api/**";

	private static final String NO_BEAN = "no DataSource bean can be used";

	private static final String MONGODB = "spring.mongodb.uri=mongodb://127.0.0.1:1/nowhere";

	private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class))
		.withBean(DispatcherServlet.class)
		.withPropertyValues("logging.level.org.mongodb.driver=off");

	private final WebApplicationContextRunner localhost = this.bare
		.withConfiguration(AutoConfigurations.of(MongoAutoConfiguration.class, DataMongoAutoConfiguration.class));

	private final WebApplicationContextRunner mongoDb = this.localhost.withPropertyValues(MONGODB);

	private final WebApplicationContextRunner memory = this.bare
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

	@AutoClose
	private final CapturedLog log = new CapturedLog(CliLoginStoreAutoConfiguration.class);

	@ParameterizedTest
	@ValueSource(strings = { "auto", "jdbc" })
	void onlyDataSourceIsUsed(String store) {
		assertThatItIsUsed(with(this.bare, "orders"), store);
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "jdbc" })
	void dataSourceIsUsedBesideAClientOfSpringBootWithoutAnAddress(String store) {
		assertThatItIsUsed(with(this.localhost, "orders"), store);
	}

	@Test
	void dataSourceBesideMongoDbFailsWithBothStores() {
		with(this.mongoDb, "orders").withPropertyValues(ENABLED).run((context) -> {
			assertThat(analysis(context).getDescription())
				.isEqualTo("clilogin cannot store logins: 2 beans could be used: mongoDatabaseFactory "
						+ "(MongoDatabaseFactory), orders (DataSource). A store is required for clilogin.api.paths.");
			assertThat(analysis(context).getAction()).contains("- set clilogin.store to jdbc or mongodb",
					"- mark only its bean method with @CliLoginDataSource or @CliLoginMongo");
		});
	}

	@Test
	void dataSourceBesideMongoDbDoesNotMatterUntilSomethingIsEnabled() {
		with(this.mongoDb, "orders")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginService.class));
	}

	@Test
	void dataSourceThatIsChosenIsUsedBesideMongoDb() {
		assertThatItIsUsed(with(this.mongoDb, "orders"), "jdbc");
	}

	@Test
	void mongoDbThatIsChosenIsUsedBesideADataSource() {
		with(this.mongoDb, "orders").withPropertyValues(ENABLED, "clilogin.store=mongodb")
			.run((context) -> assertThat(storeType(context)).isEqualTo("MongoCliLoginRepository"));
	}

	@Test
	void dataSourceWithTheQualifierIsUsedBesideMongoDb() {
		assertThatItIsUsed(this.mongoDb.withUserConfiguration(Marked.class), "auto");
	}

	@Test
	void databaseOfEachKindWithItsQualifierFails() {
		this.bare.withUserConfiguration(Marked.class, MarkedMongoDb.class)
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(analysis(context).getAction()).contains("clilogin.store to jdbc or mongodb"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "jdbc" })
	void memoryDatabaseOfSpringBootIsUsedWithAWarningIfItIsAlone(String store) {
		assertThatItIsUsed(this.memory, store);
		assertThat(this.log.messages()).containsExactly("WARNING clilogin keeps logins and tokens in the memory "
				+ "database that Spring Boot creates if spring.datasource.url is not set: they are lost on restart "
				+ "and not shared between instances");
	}

	@Test
	void memoryDatabaseOfSpringBootIsUsedBesideAClientWithoutAnAddress() {
		assertThatItIsUsed(this.localhost.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class)),
				"auto");
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.zaxxer.hikari", "no.such.type" })
	void memoryDatabaseOfSpringBootIsNotUsedBesideMongoDb(String absent) {
		this.mongoDb.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(absent))
			.withPropertyValues(ENABLED)
			.run((context) -> {
				assertThat(context).hasSingleBean(DataSource.class);
				assertThat(storeType(context)).isEqualTo("MongoCliLoginRepository");
				assertThat(this.log.messages()).isEmpty();
			});
	}

	@Test
	void memoryDatabaseThatTheApplicationNamesNeedsNoWarning() {
		WebApplicationContextRunner named = this.memory.withPropertyValues("spring.datasource.url=jdbc:h2:mem:acme");
		assertThatItIsUsed(named, "auto");
		assertThat(this.log.messages()).isEmpty();
		named.withConfiguration(AutoConfigurations.of(MongoAutoConfiguration.class, DataMongoAutoConfiguration.class))
			.withPropertyValues(ENABLED, MONGODB)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("2 beans could be used"));
	}

	@Test
	void connectionDetailsOfAContainerNameTheDatabase() {
		assertThatItIsUsed(this.memory.withBean(JdbcConnectionDetails.class, ContainerDetails::new), "auto");
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void severalDataSourcesFailWithTheirNames() {
		two((definition) -> {
		}).run((context) -> {
			assertThat(analysis(context).getDescription()).contains("orders (DataSource), people (DataSource)");
			assertThat(analysis(context).getAction()).contains("@CliLoginDataSource, or with @Primary")
				.doesNotContain("clilogin.store", "@CliLoginMongo");
		});
	}

	@Test
	void primaryDataSourceIsUsed() {
		assertThatItIsUsed(two((people) -> people.setPrimary(true)), "auto");
	}

	@Test
	void dataSourceWithTheQualifierIsUsedRatherThanThePrimaryOne() {
		this.bare.withPropertyValues(ENABLED)
			.withUserConfiguration(Marked.class)
			.run((context) -> assertThat(context.getBean(CliLoginRepository.class))
				.extracting("runner.jdbc.dataSource.targetDataSource.url")
				.asString()
				.contains("marked"));
	}

	@Test
	void dataSourceThatOnlyTheQualifierSelectsIsNamed() {
		with(this.bare, "people", (people) -> ((AbstractBeanDefinition) people).setDefaultCandidate(false))
			.withPropertyValues(ENABLED)
			.run((context) -> {
				assertThat(analysis(context).getDescription()).contains("people (DataSource)",
						"not default candidates");
				assertThat(analysis(context).getAction())
					.startsWith("Mark one of these beans with @CliLoginDataSource.");
			});
	}

	@Test
	void jdbcThatIsChosenWithoutABeanFails() {
		this.bare.withPropertyValues(ENABLED, "clilogin.store=jdbc").run((context) -> {
			assertThat(analysis(context).getDescription()).contains("clilogin.store is jdbc, but " + NO_BEAN + ".");
			assertThat(analysis(context).getAction()).contains("spring-boot-starter-jdbc", "spring.datasource.url");
		});
	}

	@Test
	void jdbcThatIsChosenWithoutItsLibraryFails() {
		with(this.bare, "orders").withPropertyValues(ENABLED, "clilogin.store=jdbc")
			.withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("clilogin.store is jdbc, but spring-jdbc is not on the class path."));
	}

	@Test
	void invalidTableFailsWithTheKey() {
		with(this.bare, "orders").withPropertyValues(ENABLED, "clilogin.jdbc.table=cli-logins").run((context) -> {
			assertThat(analysis(context).getDescription()).contains("clilogin.jdbc.table", "cli-logins");
			assertThat(analysis(context).getAction()).contains("clilogin.jdbc.table");
		});
	}

	private static void assertThatItIsUsed(WebApplicationContextRunner runner, String store) {
		runner.withPropertyValues(ENABLED, "clilogin.store=" + store).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(storeType(context)).isEqualTo("JdbcCliLoginRepository");
			assertThat(context.getBean(CliLoginService.class).logins("ann")).isEmpty();
		});
	}

	private static String storeType(AssertableWebApplicationContext context) {
		return context.getBean(CliLoginRepository.class).getClass().getSimpleName();
	}

	private WebApplicationContextRunner two(BeanDefinitionCustomizer people) {
		return with(with(this.bare, "orders"), "people", people).withPropertyValues(ENABLED);
	}

	private static WebApplicationContextRunner with(WebApplicationContextRunner runner, String name,
			BeanDefinitionCustomizer... customizers) {
		return runner.withBean(name, DataSource.class, () -> database(name), customizers);
	}

	private static DataSource database(String name) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + name + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	private static FailureAnalysis analysis(AssertableWebApplicationContext context) {
		assertThat(context).getFailure().rootCause().isInstanceOf(CliLoginConfigurationException.class);
		return FailureAnalyses.of(context);
	}

	/** The connection details of a test container. */
	private static final class ContainerDetails implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "sa";
		}

		@Override
		public String getPassword() {
			return "";
		}

		@Override
		public String getJdbcUrl() {
			return "jdbc:h2:mem:container";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean
		@Primary
		DataSource orders() {
			return database("orders");
		}

		@Bean(defaultCandidate = false)
		@CliLoginDataSource
		DataSource people() {
			return database("marked");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedMongoDb {

		@Bean
		@CliLoginMongo
		com.mongodb.client.MongoClient documents() {
			return com.mongodb.client.MongoClients.create("mongodb://127.0.0.1:1");
		}

	}

}
