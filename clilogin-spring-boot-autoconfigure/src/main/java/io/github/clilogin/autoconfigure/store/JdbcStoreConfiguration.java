package io.github.clilogin.autoconfigure.store;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;

import io.github.clilogin.autoconfigure.CliLoginProperties;

/**
 * Finds relational databases. If the tables may have to be created, the store connects
 * when it is selected: with {@code always}, and with {@code embedded} if the class path
 * contains H2, HSQLDB or Derby. Otherwise it connects at the first login.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcTransactionManager.class)
@ImportRuntimeHints(JdbcRuntimeHints.class)
class JdbcStoreConfiguration {

	@Bean
	StoreSource cliLoginJdbcSource(ConfigurableListableBeanFactory beans, ObjectProvider<JdbcSchema> schema,
			CliLoginProperties properties, Environment environment) {
		CandidateBeans candidates = new CandidateBeans(beans);
		return new JdbcSource(candidates, new JdbcLocation(candidates, environment), schema, properties.jdbc());
	}

	/** Detects the database by Spring Boot's module. A host may use JDBC without it. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ PlatformPlaceholderDatabaseDriverResolver.class, DependsOnDatabaseInitialization.class })
	static class SchemaConfiguration {

		/**
		 * Runs after the scripts and migrations of the host. Flyway, for example, refuses
		 * a database that contains tables before its first migration. Lazy, so that
		 * nothing depends on them if the tables are not created.
		 */
		@Bean
		@Lazy
		@DependsOnDatabaseInitialization
		JdbcSchema cliLoginJdbcSchema(CliLoginProperties properties) {
			return new JdbcSchema(properties.jdbc());
		}

	}

}
