package io.github.clilogin.autoconfigure.security;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Selects the modules of a host by properties: {@code test.server} is {@code tomcat} or
 * {@code jetty}, {@code test.actuator} and {@code test.jdbc} are off by default and
 * {@code test.clilogin} is on by default. Modules that are not selected stay on the class
 * path and are not configured.
 */
final class HostModules implements AutoConfigurationImportFilter, EnvironmentAware {

	private @Nullable Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			matches[i] = names[i] == null || has(names[i]);
		}
		return matches;
	}

	private boolean has(String name) {
		boolean jetty = property("test.server", "tomcat").equals("jetty");
		boolean actuator = property("test.actuator", "false").equals("true");
		boolean jdbc = property("test.jdbc", "false").equals("true");
		boolean clilogin = property("test.clilogin", "true").equals("true");
		return (jetty || !name.contains(".jetty.")) && (!jetty || !name.contains(".tomcat."))
				&& (actuator || Stream.of("actuate", "health", "metrics", "micrometer")
					.noneMatch((part) -> name.contains("." + part + ".")))
				&& (jdbc || !name.contains(".jdbc.")) && (clilogin || !name.startsWith("io.github.clilogin."));
	}

	private String property(String key, String fallback) {
		return (this.environment != null) ? this.environment.getProperty(key, fallback) : fallback;
	}

}
