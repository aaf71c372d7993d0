package io.github.clilogin.autoconfigure.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.FailureAnalyses;
import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FixedSwitches}. The hosts have a test with a processed jar.
 */
class FixedSwitchesTests {

	private static final String AOT = "spring.aot.enabled";

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final MockEnvironment environment = new MockEnvironment();

	private void check() {
		SpringProperties.setFlag(AOT);
		try {
			new FixedSwitches(this.environment).postProcessBeanFactory(this.beans);
		}
		finally {
			SpringProperties.setProperty(AOT, null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "cli", "page", "logins", "tokens", "metadata" })
	void switchThatIsEnabledAfterProcessingFailsTheStart(String name) {
		this.environment.setProperty("clilogin.endpoints." + name, "true");
		assertThatExceptionOfType(CliLoginConfigurationException.class).isThrownBy(this::check)
			.withMessage("clilogin.endpoints." + name + " is true, but it was false when the application was processed "
					+ "ahead of time (AOT), which fixes the clilogin.endpoints.* properties.")
			.satisfies((ex) -> assertThat(ex.action()).contains("clilogin.endpoints." + name, "build"));
	}

	@Test
	void switchThatIsDisabledAfterProcessingFailsTheStart() {
		this.beans.registerBeanDefinition("cliLoginCliRoutes", new RootBeanDefinition(Object.class));
		assertThatExceptionOfType(CliLoginConfigurationException.class).isThrownBy(this::check)
			.withMessageStartingWith("clilogin.endpoints.cli is false, but it was true when");
	}

	@Test
	void switchThatIsTheSameIsAccepted() {
		this.beans.registerBeanDefinition("cliLoginCliRoutes", new RootBeanDefinition(Object.class));
		this.environment.setProperty("clilogin.endpoints.cli", "true");
		assertThatCode(this::check).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "on", "yes", "1" })
	void switchThatOnlyPropertiesReadAsTrueFailsTheStart(String value) {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class,
					CliLoginStoreAutoConfiguration.class, CliLoginWebAutoConfiguration.class))
			.withBean(DispatcherServlet.class)
			.withPropertyValues("clilogin.store=memory", "clilogin.endpoints.cli=" + value)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.isEqualTo("clilogin.endpoints.cli must be true or false, not \"" + value + "\"."));
	}

}
