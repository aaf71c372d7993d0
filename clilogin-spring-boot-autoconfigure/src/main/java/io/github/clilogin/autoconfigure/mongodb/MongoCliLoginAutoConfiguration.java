package io.github.clilogin.autoconfigure.mongodb;

import com.mongodb.client.MongoClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
 * {@link EnableAutoConfiguration Auto-configuration} for the MongoDB store. It sends no
 * command before the first login.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
		"org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration" })
@ConditionalOnClass(MongoClient.class)
@ConditionalOnProperty(name = "clilogin.store", havingValue = "mongodb", matchIfMissing = true)
public final class MongoCliLoginAutoConfiguration {

	/** Uses the database of Spring Data. */
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
	 * Uses the client of a host without Spring Data. Enables the properties itself, since
	 * a host with its own client may exclude Spring Boot's auto-configuration of MongoDB.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoConnectionDetails.class)
	@ConditionalOnSingleCandidate(MongoClient.class)
	@ConditionalOnMissingBean(type = "org.springframework.data.mongodb.MongoDatabaseFactory")
	@EnableConfigurationProperties(MongoProperties.class)
	static class ClientConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CliLoginRepository cliLoginRepository(MongoClient client, MongoProperties connection,
				ObjectProvider<MongoConnectionDetails> details, CliLoginProperties properties) {
			String database = new MongoDatabaseName(connection, details).get();
			Mongodb mongodb = properties.mongodb();
			return MongoCliLogins.repository(client.getDatabase(database), mongodb.collection(),
					mongodb.createIndexes());
		}

	}

}
