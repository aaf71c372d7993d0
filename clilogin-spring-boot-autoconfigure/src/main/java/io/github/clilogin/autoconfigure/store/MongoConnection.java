package io.github.clilogin.autoconfigure.store;

import java.util.List;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;

/**
 * Knows the server and the database that the application names.
 *
 * @param beans the beans of the application
 * @param details the connection details, absent without Spring Boot's module for MongoDB
 * @param environment the properties of Spring Boot
 */
record MongoConnection(CandidateBeans beans, ObjectProvider<MongoDetails> details, Environment environment) {

	private static final String URI = "spring.mongodb.uri";

	private static final String DATABASE = "spring.mongodb.database";

	/**
	 * Returns whether the application names a server. Otherwise Spring Boot's client
	 * connects to localhost.
	 */
	boolean isConfigured() {
		return Stream.of(URI, "spring.mongodb.host").anyMatch((key) -> property(key) != null) || !ownDetails().isEmpty()
				|| isOwn(MongoClient.class) || isOwn(MongoClientSettings.class);
	}

	private boolean isOwn(Class<?> type) {
		return this.beans.names(type).stream().anyMatch((name) -> !this.beans.isAutoConfigured(name));
	}

	/** Returns the details that Spring Boot prefers to its properties. */
	private List<ConnectionString> ownDetails() {
		return this.details.stream().flatMap(MongoDetails::own).toList();
	}

	/**
	 * Returns the database for a client. Never falls back to {@code test}, unlike the
	 * {@code MongoDatabaseFactory} of Spring Boot.
	 */
	String database() {
		return Stream.of(property(DATABASE), ofDetails(), ofUri())
			.filter(StringUtils::hasText)
			.findFirst()
			.orElseThrow(() -> new CliLoginConfigurationException(
					"clilogin cannot store logins: the application has a MongoClient bean, but neither " + DATABASE
							+ " nor " + URI + " names a database.",
					"Set " + DATABASE + ", or define a bean of type io.github.clilogin.CliLoginRepository."));
	}

	private @Nullable String ofDetails() {
		return ownDetails().stream()
			.map(ConnectionString::getDatabase)
			.filter(StringUtils::hasText)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String ofUri() {
		String uri = property(URI);
		return (uri != null && ownDetails().isEmpty()) ? new ConnectionString(uri).getDatabase() : null;
	}

	private @Nullable String property(String key) {
		String value = this.environment.getProperty(key);
		return StringUtils.hasText(value) ? value : null;
	}

}
