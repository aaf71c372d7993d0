package com.example.mongodb;

import java.util.List;

import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts a host application with two databases.
 */
@RealMongoDbTest
@ExtendWith(OutputCaptureExtension.class)
class TwoDatabasesTests {

	private final String orders = RealMongoDb.newDatabase(getClass());

	private final String people = RealMongoDb.newDatabase(getClass());

	@Test
	void failsWithTheNamesOfBothIfNoneIsPrimary(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(NonePrimary.class).close());
		assertThat(Log.failureAnalysis(output.getAll())).contains("ordersDatabase", "peopleDatabase", "@Primary",
				"CliLoginRepository");
		assertThat(output).doesNotContain("neither a MongoDatabaseFactory bean");
	}

	@Test
	void takesThePrimaryOne() {
		assertThatLoginsAreInPeople(PeopleIsPrimary.class);
	}

	@Test
	void leavesOutADatabaseMarkedAsNonDefault() {
		assertThatLoginsAreInPeople(OrdersIsNoDefaultCandidate.class);
	}

	private void assertThatLoginsAreInPeople(Class<?> databases) {
		try (RunningHost host = start(databases)) {
			new Terminal(host.url()).login(new Browser(), "ann");
		}
		try (MongoClient client = MongoClients.create(RealMongoDb.uri())) {
			assertThat(client.getDatabase(this.people).listCollectionNames()).containsExactly("clilogin_logins");
			assertThat(client.getDatabase(this.orders).listCollectionNames()).isEmpty();
		}
	}

	/** Excludes Spring Boot's auto-configuration, which needs a single database. */
	private RunningHost start(Class<?> databases) {
		return RunningHost.start(List.of(MongoApplication.class, databases), List.of(
				"--spring.autoconfigure.exclude=org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
				"--test.orders=" + RealMongoDb.uri(this.orders), "--test.people=" + RealMongoDb.uri(this.people)));
	}

	/** Defines the template of the repository, which uses the orders. */
	abstract static class Templates {

		@Bean
		MongoTemplate mongoTemplate(@Qualifier("ordersDatabase") MongoDatabaseFactory orders) {
			return new MongoTemplate(orders);
		}

	}

	/** Two equal databases. */
	static class NonePrimary extends Templates {

		@Bean
		MongoDatabaseFactory ordersDatabase(@Value("${test.orders}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

		@Bean
		MongoDatabaseFactory peopleDatabase(@Value("${test.people}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

	}

	/** The second database is primary. */
	static class PeopleIsPrimary extends Templates {

		@Bean
		MongoDatabaseFactory ordersDatabase(@Value("${test.orders}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

		@Bean
		@Primary
		MongoDatabaseFactory peopleDatabase(@Value("${test.people}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

	}

	/** The first database is only for those who ask for it by name. */
	static class OrdersIsNoDefaultCandidate extends Templates {

		@Bean(defaultCandidate = false)
		MongoDatabaseFactory ordersDatabase(@Value("${test.orders}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

		@Bean
		MongoDatabaseFactory peopleDatabase(@Value("${test.people}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

	}

}
