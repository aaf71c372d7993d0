package io.github.clilogin.autoconfigure.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BearerPaths}.
 */
class BearerPathsTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class,
				CliLoginSecurityAutoConfiguration.class))
		.withPropertyValues("clilogin.store=memory");

	@ParameterizedTest
	@ValueSource(strings = { "api/**", "/api/{name", "/api/**/{*rest}/x" })
	void invalidPatternFailsTheStartWithADescription(String pattern) {
		this.runner.withPropertyValues("clilogin.api.paths[0]=/other/**", "clilogin.api.paths[1]=" + pattern)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageContaining("clilogin.api.paths")
				.hasMessageContaining("\"" + pattern + "\""));
	}

	@Test
	void patternsAreAccepted() {
		this.runner.withPropertyValues("clilogin.api.paths=/api/**,/v1/{name}")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
