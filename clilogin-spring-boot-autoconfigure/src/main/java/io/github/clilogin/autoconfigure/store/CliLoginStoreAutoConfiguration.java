package io.github.clilogin.autoconfigure.store;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.autoconfigure.EnabledSwitches;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the store. Runs after the
 * auto-configurations of databases, whose beans are the candidates. A store of the
 * application replaces it.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
		"org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration" })
@ConditionalOnMissingBean(CliLoginRepository.class)
@EnableConfigurationProperties(CliLoginProperties.class)
@Import({ MongoStoreConfiguration.class, JdbcStoreConfiguration.class })
public final class CliLoginStoreAutoConfiguration {

	/** Selects the store at the start even if beans are initialized lazily. */
	@Bean
	@Lazy(false)
	CliLoginRepository cliLoginRepository(CliLoginProperties properties, ObjectProvider<StoreSource> sources,
			ObjectProvider<EnabledSwitches> served) {
		StoreSelection selection = new StoreSelection(properties.store(), sources.orderedStream().toList());
		EnabledSwitches enabled = served.getIfAvailable();
		return (enabled == null || enabled.all().isEmpty()) ? new DeferredRepository(selection)
				: required(selection, enabled);
	}

	private static CliLoginRepository required(StoreSelection selection, EnabledSwitches enabled) {
		try {
			return selection.select();
		}
		catch (CliLoginConfigurationException ex) {
			throw new CliLoginConfigurationException(
					ex.getMessage() + " A store is required for " + EnabledSwitches.list(enabled.all()) + ".",
					ex.action());
		}
	}

	/**
	 * Serves the enabled switches. A batch process with the same configuration does not.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	static class WebConfiguration {

		@Bean
		EnabledSwitches cliLoginServedSwitches(Environment environment) {
			return EnabledSwitches.of(environment);
		}

	}

}
