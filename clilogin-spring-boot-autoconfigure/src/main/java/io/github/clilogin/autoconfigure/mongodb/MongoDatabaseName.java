package io.github.clilogin.autoconfigure.mongodb;

import com.mongodb.ConnectionString;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.boot.mongodb.autoconfigure.PropertiesMongoConnectionDetails;
import org.springframework.util.StringUtils;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;

/** Determines the database, but never falls back to {@code test} as Spring Boot does. */
record MongoDatabaseName(MongoProperties properties, ObjectProvider<MongoConnectionDetails> connections) {

	String get() {
		String database = StringUtils.hasText(this.properties.getDatabase()) ? this.properties.getDatabase()
				: ofConnection();
		if (!StringUtils.hasText(database)) {
			throw new CliLoginConfigurationException(
					"clilogin cannot store logins: a MongoClient bean was found, but neither spring.mongodb.database "
							+ "nor spring.mongodb.uri names a database.",
					"Set spring.mongodb.database, or define a bean of type io.github.clilogin.CliLoginRepository.");
		}
		return database;
	}

	private @Nullable String ofConnection() {
		MongoConnectionDetails connection = this.connections.getIfAvailable();
		if (connection != null && !(connection instanceof PropertiesMongoConnectionDetails)) {
			return connection.getConnectionString().getDatabase();
		}
		String uri = this.properties.getUri();
		return (uri != null) ? new ConnectionString(uri).getDatabase() : null;
	}

}
