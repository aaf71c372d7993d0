package io.github.clilogin.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnservedSwitches}.
 */
class UnservedSwitchesTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(CliLoginAutoConfiguration.class,
			CliLoginStoreAutoConfiguration.class);

	private static final String[] ALL = { "clilogin.store=memory", "clilogin.endpoints.cli=true",
			"clilogin.endpoints.page=true", "clilogin.api.paths=/api/**" };

	private static final String WEBFLUX = ", but clilogin serves no endpoints and accepts no tokens in a WebFlux "
			+ "application.";

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void reactiveApplicationStartsIfNothingIsEnabled() {
		this.reactive.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginService.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
			"clilogin.endpoints.logins=true", "clilogin.endpoints.tokens=true", "clilogin.endpoints.metadata=true",
			"clilogin.api.paths=/api/**" })
	void reactiveApplicationFailsWithTheKeyOfEachSwitch(String property) {
		String key = property.substring(0, property.indexOf('='));
		this.reactive.withPropertyValues("clilogin.store=memory", property)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessage(key + (key.contains("api") ? " is set" : " is enabled") + WEBFLUX));
	}

	@Test
	void severalSwitchesAreOneSentence() {
		this.reactive.withPropertyValues(ALL).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).isEqualTo(
					"clilogin.endpoints.cli, clilogin.endpoints.page and " + "clilogin.api.paths are set" + WEBFLUX);
			assertThat(analysis.getAction()).contains("CliLoginService");
		});
	}

	@Test
	void servletApplicationWithoutSpringMvcFailsWithTheEndpoints() {
		this.servlet.withPropertyValues(ALL)
			.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).isEqualTo("clilogin.endpoints.cli and clilogin.endpoints.page "
						+ "are enabled, but the application has no DispatcherServlet of Spring MVC.");
				assertThat(analysis.getAction()).contains("spring-boot-starter-webmvc");
			});
	}

	@Test
	void servletApplicationWithoutSpringMvcStartsWithAnApi() {
		this.servlet.withPropertyValues("clilogin.store=memory", "clilogin.api.paths=/api/**")
			.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void servletApplicationWithoutSpringSecurityFails() {
		this.servlet.withPropertyValues("clilogin.store=memory", "clilogin.api.paths=/api/**")
			.withClassLoader(new FilteredClassLoader(HttpSecurity.class))
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessage("clilogin.api.paths is set, but Spring Security is not on the class path."));
	}

	@Test
	void servletApplicationWithoutDispatcherServletFailsWithTheEndpoints() {
		this.servlet.withPropertyValues(ALL)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessageContaining("but the application has no DispatcherServlet of Spring MVC."));
	}

	@Test
	void servletApplicationWithBothStarts() {
		this.servlet.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class))
			.withPropertyValues(ALL)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void applicationWithoutAWebServerStarts() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(ALL)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginService.class));
	}

}
