package io.github.clilogin.sampleapp;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * Fails at start-up if a GitHub variable is missing. Spring Boot would use an unresolved
 * {@code ${...}} as the value.
 */
@Configuration(proxyBeanMethods = false)
@Profile("github")
class GitHubConfiguration {

	private static final String REGISTRATION = "spring.security.oauth2.client.registration.github.";

	GitHubConfiguration(Environment environment) {
		require(environment, "client-id", "GITHUB_CLIENT_ID");
		require(environment, "client-secret", "GITHUB_CLIENT_SECRET");
	}

	private static void require(Environment environment, String key, String variable) {
		String value = Binder.get(environment).bind(REGISTRATION + key, String.class).orElse("");
		if (value.isBlank() || value.equals("${" + variable + "}")) {
			throw new InvalidConfigurationPropertyValueException(REGISTRATION + key, value,
					"The environment variable " + variable + " is not set. Register an OAuth app at GitHub "
							+ "and set the variable to the value that GitHub shows. See docs/guide/github.md.");
		}
	}

}
