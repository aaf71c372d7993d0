package io.github.clilogin.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Checks the client IDs in {@code clilogin.clients}. Spring Boot silently removes
 * characters, and hyphens at the start, from a key that is not in brackets, so that it
 * would allow another client.
 */
final class ClientKeys {

	private static final Pattern LOSSY = Pattern
		.compile("clilogin\\.clients\\.((?:[^\\[]*\\.)?-.*|[^\\[]*[^\\w.\\[-].*)");

	private ClientKeys() {
	}

	static void check(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources().stream().flatMap(ClientKeys::names).forEach(ClientKeys::check);
		}
	}

	private static Stream<String> names(PropertySource<?> source) {
		return (source instanceof EnumerablePropertySource<?> names) ? Stream.of(names.getPropertyNames())
				: Stream.empty();
	}

	private static void check(String name) {
		Matcher lossy = LOSSY.matcher(name);
		if (lossy.matches()) {
			String clientId = lossy.group(1);
			throw new CliLoginConfigurationException(
					"clilogin.clients contains the client ID " + clientId
							+ " without brackets, so Spring Boot removes some of its characters.",
					"Write clilogin.clients[" + clientId + "] in properties, or \"[" + clientId
							+ "]\" with the quotes as key in YAML.");
		}
	}

}
