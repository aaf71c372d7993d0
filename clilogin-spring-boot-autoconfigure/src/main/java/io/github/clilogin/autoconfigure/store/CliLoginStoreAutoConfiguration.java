package io.github.clilogin.autoconfigure.store;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
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
		StoreSelection selection = new StoreSelection(properties.store(), sources.orderedStream().toList());
		EnabledSwitches enabled = EnabledSwitches.of(environment);
		if (!enabled.all().isEmpty()) {
			return required(selection, enabled);
		}
		return (properties.store() == Store.MEMORY) ? selection.select() : new DeferredRepository(selection);
	}

	private static CliLoginRepository required(StoreSelection selection, EnabledSwitches enabled) {
		try {
			return selection.select();
		}
		catch (CliLoginConfigurationException ex) {
			throw new CliLoginConfigurationException(ex.getMessage() + " A store is required for " + enabled + ".",
					ex.action());
		}
	}

	@Bean
	RequiredStore cliLoginRequiredStore(ObjectProvider<CliLoginRepository> repository, Environment environment) {
		return new RequiredStore(repository, !EnabledSwitches.of(environment).all().isEmpty());
	}

}
