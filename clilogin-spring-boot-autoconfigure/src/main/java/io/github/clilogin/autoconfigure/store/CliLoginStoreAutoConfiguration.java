package io.github.clilogin.autoconfigure.store;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;
import io.github.clilogin.autoconfigure.EnabledSwitches;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the store. Runs after the
 * auto-configurations of databases, whose beans are the candidates. A store of the
 * application replaces it.
 */
@AutoConfiguration(beforeName = "io.github.clilogin.autoconfigure.CliLoginAutoConfiguration",
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
				"org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration" })
@ConditionalOnMissingBean(CliLoginRepository.class)
@EnableConfigurationProperties(CliLoginProperties.class)
@Import(MongoStoreConfiguration.class)
public final class CliLoginStoreAutoConfiguration {

	@Bean
	CliLoginRepository cliLoginRepository(CliLoginProperties properties, ObjectProvider<StoreSource> sources,
			Environment environment) {
		List<StoreSource> all = sources.orderedStream().toList();
		StoreSelection selection = new StoreSelection(properties.store(), all);
		return (properties.store() == Store.MEMORY || isRequired(environment)) ? selection.select()
				: new DeferredRepository(selection);
	}

	@Bean
	RequiredStore cliLoginRequiredStore(ObjectProvider<CliLoginRepository> repository, Environment environment) {
		return new RequiredStore(repository, isRequired(environment));
	}

	private static boolean isRequired(Environment environment) {
		return !EnabledSwitches.of(environment).all().isEmpty();
	}

}
