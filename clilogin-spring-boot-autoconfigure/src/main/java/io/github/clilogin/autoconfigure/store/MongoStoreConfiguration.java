package io.github.clilogin.autoconfigure.store;

import java.util.List;
import java.util.function.Function;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginMongo;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.autoconfigure.CliLoginProperties.Mongodb;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;
import io.github.clilogin.mongodb.MongoCliLogins;

/** Finds databases of MongoDB. The store sends no command before the first login. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MongoClient.class)
class MongoStoreConfiguration {

	/** Knows the connection of Spring Boot. A host may use MongoDB without it. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoConnectionDetails.class)
	static class ConnectionConfiguration {

		@Bean
		MongoConnection cliLoginMongoConnection(ConfigurableListableBeanFactory beans, Environment environment) {
			return new MongoConnection(new CandidateBeans(beans), environment);
		}

	}

	/** Uses the database of Spring Data. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoDatabaseFactory.class)
	static class SpringDataConfiguration {

		@Bean
		StoreSource cliLoginMongoDatabaseFactories(ConfigurableListableBeanFactory beans,
				ObjectProvider<MongoConnection> connection, CliLoginProperties properties) {
			return new MongoSource<>(new CandidateBeans(beans), MongoDatabaseFactory.class, connection, properties,
					MongoDatabaseFactory::getMongoDatabase);
		}

	}

	/** Uses the client of a host without Spring Data. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MongoConnectionDetails.class)
	@ConditionalOnMissingBean(type = "org.springframework.data.mongodb.MongoDatabaseFactory")
	static class DriverConfiguration {

		@Bean
		StoreSource cliLoginMongoClients(ConfigurableListableBeanFactory beans,
				ObjectProvider<MongoConnection> connection, CliLoginProperties properties) {
			return new MongoSource<>(new CandidateBeans(beans), MongoClient.class, connection, properties,
					(client) -> client.getDatabase(connection.getObject().database()));
		}

	}

	/** Finds beans of one type that lead to a database. */
	private record MongoSource<T>(CandidateBeans beans, Class<T> type, ObjectProvider<MongoConnection> connection,
			CliLoginProperties properties, Function<T, MongoDatabase> database) implements StoreSource {

		@Override
		public Store store() {
			return Store.MONGODB;
		}

		@Override
		public List<StoreCandidate> candidates() {
			return this.beans.names(this.type, CliLoginMongo.class)
				.stream()
				.map((name) -> new StoreCandidate(name, this.type.getSimpleName(), isConfigured(name),
						() -> repository(name)))
				.toList();
		}

		private boolean isConfigured(String name) {
			MongoConnection boot = this.connection.getIfAvailable();
			return boot == null || !this.beans.isAutoConfigured(name) || boot.isConfigured();
		}

		private CliLoginRepository repository(String name) {
			Mongodb mongodb = this.properties.mongodb();
			MongoDatabase logins = this.database.apply(this.beans.get(name, this.type));
			return MongoCliLogins.repository(logins, mongodb.collection(), mongodb.createIndexes());
		}

	}

}
