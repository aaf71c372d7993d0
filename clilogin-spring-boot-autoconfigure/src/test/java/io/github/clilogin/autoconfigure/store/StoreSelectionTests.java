package io.github.clilogin.autoconfigure.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginMongo;
import io.github.clilogin.autoconfigure.FailureAnalyses;
import io.github.clilogin.memory.MemoryCliLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests which store is selected, and the sentences if none can be selected.
 */
class StoreSelectionTests {

	private static final String ENABLED = "clilogin.api.paths=/api/**";

	private static final String NO_BEAN = "MongoDatabaseFactory or MongoClient bean can be used";

	private static final String NOWHERE = "spring.mongodb.uri=mongodb://127.0.0.1:1/nowhere";

	private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class))
		.withBean(DispatcherServlet.class)
		.withPropertyValues("logging.level.org.mongodb.driver=off");

	private final WebApplicationContextRunner boot = this.bare
		.withConfiguration(AutoConfigurations.of(MongoAutoConfiguration.class, DataMongoAutoConfiguration.class));

	@Test
	void withoutADatabaseAnApplicationStartsUntilSomethingIsEnabled() {
		this.bare.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginService.class));
	}

	@Test
	void withoutADatabaseTheFirstUseFailsWithTheSolution() {
		this.bare.run((context) -> assertThatIllegalStateException()
			.isThrownBy(() -> context.getBean(CliLoginService.class).logins("ann"))
			.withMessageContainingAll("clilogin cannot store logins", NO_BEAN, "spring.mongodb.uri",
					"clilogin.store=memory"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
					"clilogin.endpoints.tokens=true", "clilogin.endpoints.metadata=true", ENABLED })
	void withoutADatabaseTheStartFailsWithATableOfDependencies(String enabled) {
		this.bare.withPropertyValues(enabled).run((context) -> {
			assertThat(analysis(context).getDescription()).isEqualTo("clilogin cannot store logins: no DataSource, "
					+ NO_BEAN + ", and clilogin.store does not " + "select another store. A store is required for "
					+ enabled.substring(0, enabled.indexOf('=')) + ".");
			assertThat(analysis(context).getAction()).contains("spring-boot-starter-mongodb", "spring.mongodb.uri=",
					"io.github.clilogin.CliLoginRepository", "clilogin.store=memory");
		});
	}

	@Test
	void lazyApplicationFailsAtTheStartAsWell() {
		this.bare.withPropertyValues(ENABLED)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(analysis(context).getDescription()).contains("cannot store logins"));
	}

	@Test
	void clientOfSpringBootWithoutAnAddressIsNotUsed() {
		this.boot.withPropertyValues(ENABLED).run((context) -> {
			assertThat(analysis(context).getDescription())
				.isEqualTo("clilogin cannot store logins: neither spring.mongodb.uri nor spring.mongodb.host is set, "
						+ "so the MongoDB client of Spring Boot connects to localhost. A store is required for clilogin.api.paths.");
			assertThat(analysis(context).getAction()).contains("Set spring.mongodb.uri", "clilogin.store=memory");
		});
	}

	@Test
	void clientOfSpringBootWithoutAnAddressIsNotUsedIfMongoDbIsChosen() {
		this.boot.withPropertyValues(ENABLED, "clilogin.store=mongodb")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("clilogin.store is mongodb, but neither spring.mongodb.uri nor spring.mongodb.host is set"));
	}

	@Test
	void clientOfTheDriverWithoutAnAddressIsNotUsed() {
		this.boot.withPropertyValues(ENABLED)
			.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> assertThat(analysis(context).getDescription()).contains("connects to localhost"));
	}

	@ParameterizedTest
	@ValueSource(strings = { NOWHERE, "spring.mongodb.host=127.0.0.1" })
	void addressOfThePropertiesIsUsed(String property) {
		this.boot.withPropertyValues(ENABLED, property).run(StoreSelectionTests::isSelected);
	}

	@Test
	void connectionOfAContainerIsUsed() {
		MongoConnectionDetails details = () -> new ConnectionString("mongodb://127.0.0.1:1/acme");
		this.boot.withPropertyValues(ENABLED)
			.withBean(MongoConnectionDetails.class, () -> details)
			.run(StoreSelectionTests::isSelected);
	}

	@Test
	void settingsOfTheHostAreUsed() {
		this.boot.withPropertyValues(ENABLED)
			.withBean(MongoClientSettings.class, () -> MongoClientSettings.builder().build())
			.run(StoreSelectionTests::isSelected);
	}

	@Test
	void clientOfTheHostIsUsed() {
		this.boot.withPropertyValues(ENABLED)
			.withBean(MongoClient.class, StoreSelectionTests::client)
			.run(StoreSelectionTests::isSelected);
	}

	@Test
	void databaseOfTheHostIsUsed() {
		this.bare.withPropertyValues(ENABLED)
			.withBean(MongoDatabaseFactory.class, () -> database("acme"))
			.run(StoreSelectionTests::isSelected);
	}

	@Test
	void databaseOfTheHostIsUsedWithoutSpringBootsModule() {
		this.bare.withPropertyValues(ENABLED)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.mongodb"))
			.withBean(MongoDatabaseFactory.class, () -> database("acme"))
			.run(StoreSelectionTests::isSelected);
	}

	@Test
	void storeOfTheHostIsUsedForEachSelection() {
		this.boot.withPropertyValues(ENABLED, "clilogin.store=mongodb")
			.withBean("own", CliLoginRepository.class, MemoryCliLogins::repository)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CliLoginRepository.class)
				.hasBean("own"));
	}

	@Test
	void mongoDbThatIsChosenWithoutItsDriverFails() {
		this.bare.withPropertyValues(ENABLED, "clilogin.store=mongodb")
			.withClassLoader(new FilteredClassLoader("com.mongodb", "org.springframework.data"))
			.run((context) -> {
				assertThat(analysis(context).getDescription())
					.contains("clilogin.store is mongodb, but the MongoDB driver is not on the class path.");
				assertThat(analysis(context).getAction()).contains("spring-boot-starter-mongodb");
			});
	}

	@Test
	void mongoDbThatIsChosenWithoutABeanFails() {
		this.bare.withPropertyValues(ENABLED, "clilogin.store=mongodb")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("clilogin.store is mongodb, but no " + NO_BEAN + "."));
	}

	@Test
	void mongoDbThatIsChosenIsNotNeededUntilSomethingIsEnabled() {
		this.bare.withPropertyValues("clilogin.store=mongodb")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginService.class));
	}

	@Test
	void unknownStoreFailsWithTheKeyAndTheKnownStores() {
		this.bare.withPropertyValues("clilogin.store=redis").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("clilogin.store", "redis");
			assertThat(analysis.getAction()).contains("AUTO", "MONGODB", "MEMORY");
		});
	}

	@Test
	void severalDatabasesFailWithTheirNames() {
		two((definition) -> {
		}).run((context) -> {
			assertThat(analysis(context).getDescription()).isEqualTo("clilogin cannot store logins: 2 beans could be "
					+ "used: orders (MongoDatabaseFactory), people (MongoDatabaseFactory). A store is required for clilogin.api.paths.");
			assertThat(analysis(context).getAction()).contains("@CliLoginMongo", "@Primary", "CliLoginRepository");
		});
	}

	@Test
	void severalDatabasesDoNotMatterUntilSomethingIsEnabled() {
		two((definition) -> {
		}).withPropertyValues("clilogin.api.paths=").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void severalClientsFailWithTheirNames() {
		this.bare.withPropertyValues(ENABLED)
			.withBean("one", MongoClient.class, StoreSelectionTests::client)
			.withBean("two", MongoClient.class, StoreSelectionTests::client)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("one (MongoClient)",
					"two (MongoClient)"));
	}

	@Test
	void primaryDatabaseIsUsed() {
		assertThatPeopleIsUsed(two((orders) -> orders.setPrimary(false), (people) -> people.setPrimary(true)));
	}

	@Test
	void databaseMarkedAsNonDefaultIsNotUsed() {
		assertThatPeopleIsUsed(two((orders) -> ((AbstractBeanDefinition) orders).setDefaultCandidate(false)));
	}

	@Test
	void databaseMarkedAsNonCandidateIsNotUsed() {
		assertThatPeopleIsUsed(two((orders) -> orders.setAutowireCandidate(false)));
	}

	@Test
	void fallbackIsNotUsedBesideAnotherDatabase() {
		assertThatPeopleIsUsed(two((orders) -> orders.setFallback(true)));
	}

	@Test
	void onlyFallbackIsUsed() {
		assertThatPeopleIsUsed(
				two((orders) -> orders.setAutowireCandidate(false), (people) -> people.setFallback(true)));
	}

	@Test
	void databaseWithTheQualifierIsUsedRatherThanThePrimaryOne() {
		assertThatPeopleIsUsed(this.bare.withPropertyValues(ENABLED).withUserConfiguration(Qualified.class));
	}

	@Test
	void clientWithTheQualifierIsUsedRatherThanSpringData() {
		this.boot.withPropertyValues(ENABLED, NOWHERE, "spring.mongodb.database=people")
			.withUserConfiguration(QualifiedClient.class)
			.run((context) -> {
				isSelected(context);
				assertThat(context.getBean(CliLoginRepository.class)).extracting("logins.retryWrites").isEqualTo(false);
			});
	}

	@Test
	void databaseWithTheQualifierIsUsedRatherThanTheClientOfSpringBoot() {
		assertThatPeopleIsUsed(this.bare.withConfiguration(AutoConfigurations.of(MongoAutoConfiguration.class))
			.withPropertyValues(ENABLED, NOWHERE)
			.withUserConfiguration(QualifiedDatabase.class));
	}

	@Test
	void databaseWithTheQualifierIsUsedBesideSpringData() {
		assertThatPeopleIsUsed(
				this.boot.withPropertyValues(ENABLED, NOWHERE).withUserConfiguration(QualifiedDatabase.class));
	}

	@Test
	void severalBeansWithTheQualifierFailWithTheirNames() {
		this.bare.withPropertyValues(ENABLED)
			.withUserConfiguration(QualifiedClient.class, QualifiedDatabase.class)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("people (MongoDatabaseFactory)",
					"logins (MongoClient)"));
	}

	@Test
	void clientOfTheHostIsUsedWithoutSpringBootsModule() {
		driverAlone().withPropertyValues("spring.mongodb.database=people")
			.withBean(MongoClient.class, StoreSelectionTests::client)
			.run(StoreSelectionTests::isSelected);
	}

	@Test
	void clientOfTheHostWithoutSpringBootsModuleNeedsADatabase() {
		driverAlone().withBean(MongoClient.class, StoreSelectionTests::client)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("spring.mongodb.database"));
	}

	private WebApplicationContextRunner driverAlone() {
		return this.bare.withPropertyValues(ENABLED)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.mongodb", "org.springframework.data"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "mongodb" })
	void databaseThatOnlyTheQualifierSelectsIsNamed(String store) {
		two((orders) -> orders.setAutowireCandidate(false),
				(people) -> ((AbstractBeanDefinition) people).setDefaultCandidate(false))
			.withPropertyValues("clilogin.store=" + store)
			.run((context) -> {
				assertThat(analysis(context).getDescription())
					.contains(NO_BEAN, "people (MongoDatabaseFactory)", "not default candidates")
					.doesNotContain("orders");
				assertThat(analysis(context).getAction()).startsWith("Mark one of these beans with @CliLoginMongo");
			});
	}

	@Test
	void applicationWithoutAWebServerNeedsNoStore() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class))
			.withPropertyValues(ENABLED, "clilogin.endpoints.cli=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThatIllegalStateException().isThrownBy(() -> context.getBean(CliLoginService.class).logins("ann"))
					.withMessageContaining(NO_BEAN);
			});
	}

	private WebApplicationContextRunner two(BeanDefinitionCustomizer orders) {
		return two(orders, (people) -> {
		});
	}

	private WebApplicationContextRunner two(BeanDefinitionCustomizer orders, BeanDefinitionCustomizer people) {
		return this.bare.withPropertyValues(ENABLED)
			.withBean("orders", MongoDatabaseFactory.class, () -> database("orders"), orders)
			.withBean("people", MongoDatabaseFactory.class, () -> database("people"), people);
	}

	private static void assertThatPeopleIsUsed(WebApplicationContextRunner runner) {
		runner.run((context) -> {
			isSelected(context);
			assertThat(context.getBean(CliLoginRepository.class)).extracting("logins.namespace.databaseName")
				.isEqualTo("people");
		});
	}

	private static void isSelected(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(CliLoginRepository.class).getClass().getSimpleName())
			.isEqualTo("MongoCliLoginRepository");
	}

	private static FailureAnalysis analysis(AssertableWebApplicationContext context) {
		assertThat(context).getFailure().rootCause().isInstanceOf(CliLoginConfigurationException.class);
		return FailureAnalyses.of(context);
	}

	private static MongoDatabaseFactory database(String name) {
		return new SimpleMongoClientDatabaseFactory(client(), name);
	}

	private static MongoClient client() {
		return MongoClients.create("mongodb://127.0.0.1:1");
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		@Primary
		MongoDatabaseFactory orders() {
			return database("orders");
		}

		@Bean(defaultCandidate = false)
		@CliLoginMongo
		MongoDatabaseFactory people() {
			return database("people");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedClient {

		@Bean(defaultCandidate = false)
		@CliLoginMongo
		MongoClient logins() {
			return MongoClients.create("mongodb://127.0.0.1:1/?retryWrites=false");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDatabase {

		@Bean(defaultCandidate = false)
		@CliLoginMongo
		MongoDatabaseFactory people() {
			return database("people");
		}

	}

}
