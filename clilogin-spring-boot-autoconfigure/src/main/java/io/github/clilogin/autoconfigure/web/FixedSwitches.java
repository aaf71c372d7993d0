package io.github.clilogin.autoconfigure.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.EnabledSwitches;

/**
 * Fails the start-up if a switch and its endpoints differ. Conditions are evaluated when
 * an application is processed ahead of time, so a switch that is changed afterwards has
 * no effect.
 */
record FixedSwitches(Environment environment) implements BeanFactoryPostProcessor {

	private static final Map<String, String> ROUTES = routes();

	private static Map<String, String> routes() {
		Map<String, String> routes = new LinkedHashMap<>();
		routes.put("clilogin.endpoints.cli", "cliLoginCliRoutes");
		routes.put("clilogin.endpoints.page", "cliLoginPageRoutes");
		routes.put("clilogin.endpoints.logins", "cliLoginLoginsRoutes");
		routes.put("clilogin.endpoints.tokens", "cliLoginTokensRoutes");
		routes.put("clilogin.endpoints.metadata", "cliLoginMetadataRoutes");
		return routes;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		List<String> enabled = EnabledSwitches.of(this.environment).endpoints();
		ROUTES.forEach((key, routes) -> check(key, enabled.contains(key), beans.containsBeanDefinition(routes)));
	}

	private void check(String key, boolean enabled, boolean served) {
		if (enabled != served) {
			throw AotDetector.useGeneratedArtifacts() ? changed(key, enabled) : unreadable(key);
		}
	}

	private static CliLoginConfigurationException changed(String key, boolean enabled) {
		return new CliLoginConfigurationException(
				key + " is " + enabled + ", but it was " + !enabled + " when the application was processed ahead of "
						+ "time (AOT), which fixes the clilogin.endpoints.* properties.",
				"Set " + key + " in a configuration file of the application, and build the application again.");
	}

	/**
	 * Reports a text such as "on", which is true for a property but not for a condition.
	 */
	private CliLoginConfigurationException unreadable(String key) {
		return new CliLoginConfigurationException(
				key + " must be true or false, not \"" + this.environment.getProperty(key) + "\".",
				"Set " + key + " to true or false.");
	}

}
