package io.github.clilogin.autoconfigure.store;

import java.util.Objects;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.PropertiesMongoConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;

/** Knows the server and the database that the application names for Spring Boot. */
record MongoConnection(CandidateBeans beans, Environment environment) {

	private static final String URI = "spring.mongodb.uri";

	private static final String DATABASE = "spring.mongodb.database";

	/**
	 * Returns whether the application names a server. Otherwise Spring Boot's client
	 * connects to localhost.
	 */
	boolean isConfigured() {
		return Stream.of(URI, "spring.mongodb.host").anyMatch((key) -> property(key) != null)
				|| ownDetails().findAny().isPresent() || isOwn(MongoClient.class) || isOwn(MongoClientSettings.class);
	}

	private boolean isOwn(Class<?> type) {
		return this.beans.names(type).stream().anyMatch((name) -> !this.beans.isAutoConfigured(name));
	}

	/**
	 * Returns the details of a container or of the application, as Spring Boot prefers.
	 */
	private Stream<MongoConnectionDetails> ownDetails() {
		return this.beans.all(MongoConnectionDetails.class)
			.filter((details) -> !(details instanceof PropertiesMongoConnectionDetails));
	}

	/** Returns the database, but never falls back to {@code test} as Spring Boot does. */
	String database() {
		return Stream.of(property(DATABASE), ofDetails(), ofUri())
			.filter(StringUtils::hasText)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new CliLoginConfigurationException(
					"clilogin cannot store logins: the application has a MongoClient bean, but neither " + DATABASE
							+ " nor " + URI + " names a database.",
					"Set " + DATABASE + ", or define a bean of type io.github.clilogin.CliLoginRepository."));
	}

	private @Nullable String ofDetails() {
		return ownDetails().map((details) -> details.getConnectionString().getDatabase())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String ofUri() {
		String uri = property(URI);
		return (uri != null && ownDetails().findAny().isEmpty()) ? new ConnectionString(uri).getDatabase() : null;
	}

	private @Nullable String property(String key) {
		String value = this.environment.getProperty(key);
		return StringUtils.hasText(value) ? value : null;
	}

}
