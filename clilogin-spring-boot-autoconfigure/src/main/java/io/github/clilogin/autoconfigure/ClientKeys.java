package io.github.clilogin.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Checks the client IDs in {@code clilogin.clients} and the scopes in
 * {@code clilogin.scopes}. Spring Boot silently removes characters, and hyphens at the
 * start, from a key that is not in brackets, so that it would allow another client.
 */
final class ClientKeys {

	private static final Pattern LOSSY = Pattern
		.compile("clilogin\\.(clients|scopes)\\.((?:(?:[^\\[]*\\.)?-.*?|[^\\[]*[^\\w.\\[-].*?))(\\.(?:name|proof))?");

	/** A key that would name another client. */
	private static final Pattern SUFFIXED = Pattern.compile("clilogin\\.clients\\[.*\\.(name|proof)]");

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
		if (SUFFIXED.matcher(name).matches()) {
			throw new CliLoginConfigurationException(
					name + " must end in .name or .proof after the brackets, because the client ID does.",
					"Write " + name + ".name.");
		}
		Matcher lossy = LOSSY.matcher(name);
		if (lossy.matches()) {
			String parent = "clilogin." + lossy.group(1);
			String key = lossy.group(2);
			String suffix = (lossy.group(3) != null) ? lossy.group(3) : "";
			throw new CliLoginConfigurationException(
					parent + " contains the key " + key
							+ " without brackets, so Spring Boot removes some of its characters.",
					"Write " + parent + "[" + key + "]" + suffix + " in properties, or \"[" + key
							+ "]\" with the quotes as key in YAML.");
		}
	}

}
