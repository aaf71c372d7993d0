package io.github.clilogin.autoconfigure.store;

import com.mongodb.client.MongoClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;

import io.github.clilogin.autoconfigure.CliLoginProperties;

/** Finds databases of MongoDB. The store sends no command before the first login. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MongoClient.class)
class MongoStoreConfiguration {

	@Bean
	MongoConnection cliLoginMongoConnection(ConfigurableListableBeanFactory beans, ObjectProvider<MongoDetails> details,
			Environment environment) {
		return new MongoConnection(new CandidateBeans(beans), details, environment);
	}

	@Bean
	StoreSource cliLoginMongoSource(ConfigurableListableBeanFactory beans, ObjectProvider<MongoBeans<?>> types,
			MongoConnection connection, CliLoginProperties properties) {
		return new MongoSource(new CandidateBeans(beans), types.orderedStream().toList(), connection,
				properties.mongodb());
	}

	@Bean
	@Order(2)
	MongoBeans<MongoClient> cliLoginMongoClients(MongoConnection connection) {
		return new MongoBeans<>(MongoClient.class, (client) -> client.getDatabase(connection.database()));
	}

	/** Knows the connection of Spring Boot. A host may use MongoDB without it. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoConnectionDetails.class)
	static class ConnectionConfiguration {

		@Bean
		MongoDetails cliLoginMongoDetails(ConfigurableListableBeanFactory beans) {
			return new MongoDetails(new CandidateBeans(beans));
		}

	}

	/** Prefers the databases of Spring Data. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoDatabaseFactory.class)
	static class SpringDataConfiguration {

		@Bean
		@Order(1)
		MongoBeans<MongoDatabaseFactory> cliLoginMongoDatabaseFactories() {
			return new MongoBeans<>(MongoDatabaseFactory.class, MongoDatabaseFactory::getMongoDatabase);
		}

	}

}
