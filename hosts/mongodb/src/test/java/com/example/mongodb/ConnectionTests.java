package com.example.mongodb;

import java.util.ArrayList;
import java.util.List;

import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Names the MongoDB in all ways in which a host application can name it.
 */
@RealMongoDbTest
@ExtendWith(OutputCaptureExtension.class)
class ConnectionTests {

	private final String database = RealMongoDb.newDatabase(getClass());

	private final String uri = RealMongoDb.uri(this.database);

	@Test
	void uri() {
		assertThatLoginsAreStored(List.of(), "--spring.mongodb.uri=" + this.uri);
	}

	@Test
	void hostAndDatabase() {
		assumeThat(new ConnectionString(this.uri).getCredential()).isNull();
		String[] address = new ConnectionString(this.uri).getHosts().get(0).split(":");
		assertThatLoginsAreStored(List.of(), "--spring.mongodb.host=" + address[0],
				"--spring.mongodb.port=" + address[1], "--spring.mongodb.database=" + this.database);
	}

	@Test
	void connectionDetailsOfAContainer() {
		assertThatLoginsAreStored(List.of(Container.class), "--test.uri=" + this.uri);
	}

	@Test
	void clientSettings() {
		assertThatLoginsAreStored(List.of(Settings.class), "--test.uri=" + this.uri,
				"--spring.mongodb.database=" + this.database);
	}

	@Test
	void databaseFactory() {
		assertThatLoginsAreStored(List.of(Factory.class), "--test.uri=" + this.uri);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "--clilogin.store=auto", "--clilogin.store=mongodb", "--spring.main.lazy-initialization=true" })
	void failsIfNothingNamesTheMongoDb(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> RunningHost.start(MongoApplication.class, property).close());
		assertThat(Log.failureAnalysis(output.getAll())).contains("spring.mongodb.uri", "clilogin.store=memory");
	}

	@Test
	void isNotNeededWithTheMemoryStore() {
		try (RunningHost host = RunningHost.start(MongoApplication.class, "--clilogin.store=memory")) {
			assertThat(new Terminal(host.url()).login(new Browser(), "ann")).startsWith("clt_");
		}
	}

	private void assertThatLoginsAreStored(List<Class<?>> configuration, String... properties) {
		List<Class<?>> sources = new ArrayList<>(List.of(MongoApplication.class));
		sources.addAll(configuration);
		try (RunningHost host = RunningHost.start(sources, List.of(properties))) {
			Terminal terminal = new Terminal(host.url());
			String token = terminal.login(new Browser(), "ann");
			assertThat(terminal.get("/api/notes", token).body()).isEqualTo("[]");
		}
		try (MongoClient client = MongoClients.create(this.uri)) {
			assertThat(client.getDatabase(this.database).listCollectionNames()).contains("clilogin_logins");
		}
	}

	/** Defines the bean that {@code @ServiceConnection} makes. */
	static class Container {

		@Bean
		MongoConnectionDetails mongoDb(@Value("${test.uri}") String uri) {
			return () -> new ConnectionString(uri);
		}

	}

	/** Contains the address, so that Spring Boot's properties for it are not used. */
	static class Settings {

		@Bean
		MongoClientSettings settings(@Value("${test.uri}") String uri) {
			return MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri)).build();
		}

	}

	/** Makes Spring Boot create no client. */
	static class Factory {

		@Bean
		MongoDatabaseFactory databases(@Value("${test.uri}") String uri) {
			return new SimpleMongoClientDatabaseFactory(uri);
		}

	}

}
