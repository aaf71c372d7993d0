package io.github.clilogin.autoconfigure.store;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.MongoDatabaseFactory;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MongoStoreConfiguration}.
 */
class MongoStoreConfigurationTests {

	private static final String NOWHERE = "spring.mongodb.uri=mongodb://127.0.0.1:1/nowhere";

	private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
		.withPropertyValues("clilogin.api.paths=/api/**")
		.withConfiguration(
				AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class));

	private final WebApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(MongoAutoConfiguration.class, DataMongoAutoConfiguration.class))
		.withPropertyValues("logging.level.org.mongodb.driver=off");

	private final WebApplicationContextRunner driverOnly = this.runner
		.withClassLoader(new FilteredClassLoader("org.springframework.data"));

	@Test
	void startDoesNotWaitForMongoDb() {
		this.runner.withPropertyValues(NOWHERE)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginRepository.class));
	}

	@Test
	@RealMongoDbTest
	void loginsAreKeptInTheDatabaseOfTheHost() {
		String database = RealMongoDb.newDatabase(getClass());
		this.runner.withPropertyValues("spring.mongodb.uri=" + RealMongoDb.uri(database)).run((context) -> {
			start(context);
			MongoDatabase logins = context.getBean(MongoDatabaseFactory.class).getMongoDatabase();
			assertThat(logins.getName()).isEqualTo(database);
			assertThat(logins.getCollection("clilogin_logins").countDocuments()).isEqualTo(1);
			assertThat(logins.getCollection("clilogin_logins").listIndexes()).hasSizeGreaterThan(1);
		});
	}

	@Test
	@RealMongoDbTest
	void hostChoosesTheCollectionAndWhetherIndexesAreCreated() {
		String database = RealMongoDb.newDatabase(getClass());
		this.runner
			.withPropertyValues("spring.mongodb.uri=" + RealMongoDb.uri(database), "clilogin.mongodb.collection=own",
					"clilogin.mongodb.create-indexes=false")
			.run((context) -> {
				MongoDatabase logins = context.getBean(MongoDatabaseFactory.class).getMongoDatabase();
				logins.getCollection("own").createIndex(new Document("userCode", 1), unique());
				start(context);
				assertThat(logins.listCollectionNames()).containsExactly("own");
				assertThat(logins.getCollection("own").listIndexes()).hasSize(2);
			});
	}

	@Test
	@RealMongoDbTest
	void driverIsEnough() {
		String database = RealMongoDb.newDatabase(getClass());
		this.runner.withPropertyValues("spring.mongodb.uri=" + RealMongoDb.uri(database))
			.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> {
				start(context);
				MongoDatabase logins = context.getBean(MongoClient.class).getDatabase(database);
				assertThat(logins.getCollection("clilogin_logins").countDocuments()).isEqualTo(1);
			});
	}

	@Test
	void memoryTouchesNoMongoDb() {
		this.runner.withPropertyValues(NOWHERE, "clilogin.store=memory").run(MongoStoreConfigurationTests::start);
	}

	@Test
	void storeOfTheHostIsUsed() {
		this.runner.withPropertyValues(NOWHERE)
			.withBean("own", CliLoginRepository.class, MemoryCliLogins::repository)
			.run((context) -> assertThat(context).hasSingleBean(CliLoginRepository.class).hasBean("own"));
	}

	@Test
	void clientOfTheHostWithoutADatabaseFailsAndTheErrorNamesTheProperty() {
		this.bare.withBean(MongoClient.class, MongoStoreConfigurationTests::client)
			.run(MongoStoreConfigurationTests::asksForADatabase);
	}

	@Test
	void clientOfTheHostDoesNotStoreInTheDatabaseThatSpringBootFallsBackTo() {
		this.driverOnly.withBean(MongoClient.class, MongoStoreConfigurationTests::client)
			.run(MongoStoreConfigurationTests::asksForADatabase);
	}

	@Test
	void uriWithoutADatabaseFailsAndTheErrorNamesTheProperty() {
		this.driverOnly.withPropertyValues("spring.mongodb.uri=mongodb://127.0.0.1:1")
			.run(MongoStoreConfigurationTests::asksForADatabase);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.mongodb.database=acme", NOWHERE })
	void clientOfTheHostStoresInTheDatabaseThatThePropertiesName(String property) {
		ContextConsumer<AssertableWebApplicationContext> started = (context) -> assertThat(context)
			.hasSingleBean(CliLoginRepository.class);
		this.bare.withPropertyValues(property)
			.withBean(MongoClient.class, MongoStoreConfigurationTests::client)
			.run(started);
		this.driverOnly.withPropertyValues(property)
			.withBean(MongoClient.class, MongoStoreConfigurationTests::client)
			.run(started);
	}

	@Test
	@RealMongoDbTest
	void connectionOfTheHostNamesTheDatabase() {
		String database = RealMongoDb.newDatabase(getClass());
		MongoConnectionDetails details = () -> new ConnectionString(RealMongoDb.uri(database));
		this.driverOnly.withBean(MongoConnectionDetails.class, () -> details).run((context) -> {
			start(context);
			MongoDatabase logins = context.getBean(MongoClient.class).getDatabase(database);
			assertThat(logins.getCollection("clilogin_logins").countDocuments()).isEqualTo(1);
		});
	}

	private static void asksForADatabase(AssertableWebApplicationContext context) {
		assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(CliLoginConfigurationException.class)
			.hasMessageContaining("spring.mongodb.database");
	}

	private static void start(ApplicationContext context) {
		context.getBean(CliLoginService.class).start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
	}

	private static MongoClient client() {
		return MongoClients.create("mongodb://127.0.0.1:1");
	}

	private static IndexOptions unique() {
		return new IndexOptions().unique(true);
	}

}
