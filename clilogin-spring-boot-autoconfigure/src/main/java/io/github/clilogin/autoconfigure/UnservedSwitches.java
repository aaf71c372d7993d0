package io.github.clilogin.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Fails the start-up if something is enabled that the application cannot serve. Checks
 * before any bean is created.
 *
 * @param keys the enabled keys that the application cannot serve
 * @param reason the rest of a sentence that begins with the keys
 * @param action the solution, a sentence
 */
record UnservedSwitches(List<String> keys, String reason, String action) implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		if (!this.keys.isEmpty()) {
			throw new CliLoginConfigurationException(EnabledSwitches.clause(this.keys) + ", " + this.reason,
					this.action);
		}
	}

}
