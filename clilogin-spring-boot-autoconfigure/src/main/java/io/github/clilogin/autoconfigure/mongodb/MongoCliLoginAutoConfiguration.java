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
	 * A host with the driver only, whose client may be its own: then Spring Boot's
	 * auto-configuration of MongoDB may be excluded, and the properties still count.
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
