package io.github.clilogin.autoconfigure.mongodb;

import java.util.Objects;

import com.mongodb.client.MongoClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.autoconfigure.CliLoginProperties.Mongodb;
import io.github.clilogin.mongodb.MongoCliLogins;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the store in the host's MongoDB,
 * which is not talked to before the first login.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
		"org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration" })
@ConditionalOnClass(MongoClient.class)
@ConditionalOnProperty(name = "clilogin.store", havingValue = "mongodb", matchIfMissing = true)
public final class MongoCliLoginAutoConfiguration {

	/**
	 * A host with Spring Data.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoDatabaseFactory.class)
	@ConditionalOnSingleCandidate(MongoDatabaseFactory.class)
	static class DatabaseFactoryConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CliLoginRepository cliLoginRepository(MongoDatabaseFactory databases, CliLoginProperties properties) {
			Mongodb mongodb = properties.mongodb();
			return MongoCliLogins.repository(databases.getMongoDatabase(), mongodb.collection(),
					mongodb.createIndexes());
		}

	}

	/**
	 * A host with the driver only.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoConnectionDetails.class)
	@ConditionalOnSingleCandidate(MongoClient.class)
	@ConditionalOnMissingBean(type = "org.springframework.data.mongodb.MongoDatabaseFactory")
	static class ClientConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CliLoginRepository cliLoginRepository(MongoClient client, MongoProperties connection,
				MongoConnectionDetails details, CliLoginProperties properties) {
			Mongodb mongodb = properties.mongodb();
			return MongoCliLogins.repository(client.getDatabase(database(connection, details)), mongodb.collection(),
					mongodb.createIndexes());
		}

		private static String database(MongoProperties connection, MongoConnectionDetails details) {
			String database = connection.getDatabase();
			return (database != null) ? database : Objects.requireNonNull(details.getConnectionString().getDatabase(),
					"spring.mongodb.uri or spring.mongodb.database must name a database");
		}

	}

}
