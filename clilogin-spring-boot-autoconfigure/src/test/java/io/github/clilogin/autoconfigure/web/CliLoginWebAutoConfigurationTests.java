package io.github.clilogin.autoconfigure.web;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.MessageSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginTenantResolver;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.PrivateRoutes;
import io.github.clilogin.web.ConfirmationPageRenderer;
import io.github.clilogin.web.limit.RateLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CliLoginWebAutoConfiguration}.
 */
class CliLoginWebAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(CliLoginWebAutoConfiguration.class, CliLoginStoreAutoConfiguration.class, CliLoginAutoConfiguration.class);

	private static final String MEMORY = "clilogin.store=memory";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withBean(DispatcherServlet.class)
		.withPropertyValues(MEMORY);

	@AutoClose
	private final CapturedLog log = new CapturedLog(CliLoginWebAutoConfiguration.class);

	@Test
	void hostMayHaveMoreThanOneSourceOfTexts() {
		this.runner.withPropertyValues("clilogin.endpoints.page=true")
			.withBean("messageSource", MessageSource.class, StaticMessageSource::new)
			.withBean("otherTexts", MessageSource.class, StaticMessageSource::new)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void everythingIsDisabledByDefault() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(CliLoginService.class)
				.doesNotHaveBean(HandlerMapping.class)
				.doesNotHaveBean(PrivateRoutes.class);
			assertThat(this.log.messages()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "cli", "page", "logins", "tokens" })
	void eachPropertyEnablesItsEndpoints(String endpoint) {
		this.runner.withPropertyValues("clilogin.endpoints." + endpoint + "=true")
			.run((context) -> assertThat(context).hasSingleBean(PrivateRoutes.class).hasBean("cliLoginHandlerMapping"));
	}

	@Test
	void metadataIsServedBeforeTheHandlersOfTheHost() {
		this.runner.withPropertyValues("clilogin.endpoints.metadata=true", "clilogin.base-url=https://acme.example")
			.run((context) -> assertThat(context).hasBean("cliLoginMetadataRoutes").hasBean("cliLoginHandlerMapping"));
	}

	@Test
	void metadataWithoutABaseUrlFailsTheStartWithADescription() {
		this.runner.withPropertyValues("clilogin.endpoints.metadata=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageContaining("clilogin.base-url"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cli", "page", "logins", "tokens" })
	void twoTenantResolversFailTheStart(String endpoint) {
		this.runner.withBean("one", CliLoginTenantResolver.class, () -> (request) -> "one")
			.withBean("two", CliLoginTenantResolver.class, () -> (request) -> "two")
			.withPropertyValues("clilogin.endpoints." + endpoint + "=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContaining("CliLoginTenantResolver"));
	}

	@Test
	void routesAreNotInMappingsOfTheHost() {
		this.runner.withPropertyValues("clilogin.endpoints.cli=true").withBean(Injected.class).run((context) -> {
			assertThat(context).doesNotHaveBean(RouterFunction.class);
			assertThat(context.getBean(Injected.class).mappings()).isEmpty();
			assertThat(context.getBean("cliLoginHandlerMapping")).isInstanceOf(HandlerMapping.class);
		});
	}

	@Test
	void thePageHasABuiltInRenderer() {
		this.runner.withPropertyValues("clilogin.endpoints.page=true", "spring.application.name=Acme")
			.run((context) -> assertThat(context).hasSingleBean(ConfirmationPageRenderer.class));
	}

	@Test
	void aRendererOfTheHostReplacesTheBuiltInOne() {
		this.runner.withPropertyValues("clilogin.endpoints.page=true")
			.withBean("own", ConfirmationPageRenderer.class, () -> (page, locale) -> "")
			.run((context) -> assertThat(context).hasSingleBean(ConfirmationPageRenderer.class).hasBean("own"));
	}

	@Test
	void pathsAreUnderTheBaseUnlessSet() {
		this.runner.withPropertyValues("clilogin.paths.base=/cli", "clilogin.paths.device=/generateclilogincode")
			.run((context) -> {
				CliLoginPaths paths = context.getBean(CliLoginWebSettings.class).paths();
				assertThat(paths.device()).isEqualTo("/generateclilogincode");
				assertThat(paths).usingRecursiveComparison()
					.ignoringFields("device")
					.isEqualTo(CliLoginPaths.under("/cli"));
			});
	}

	@Test
	void propertiesReachTheEndpoints() {
		this.runner
			.withPropertyValues("clilogin.base-url=https://acme.example/app",
					"clilogin.verification-uri=https://acme.example/confirm", "clilogin.login.interval=7s",
					"clilogin.login.user-code-parameter=code", "clilogin.limits.starts-per-minute=7")
			.run((context) -> {
				CliLoginWebSettings settings = context.getBean(CliLoginWebSettings.class);
				assertThat(settings.baseUrl()).isEqualTo(URI.create("https://acme.example/app"));
				assertThat(settings.verificationUri()).isEqualTo(URI.create("https://acme.example/confirm"));
				assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(7));
				assertThat(settings.userCodeParameter()).isEqualTo("code");
				assertThat(settings.startsPerMinute()).isEqualTo(7);
			});
	}

	@Test
	void thirtyLoginsMayBeStartedInAMinute() {
		this.runner
			.run((context) -> assertThat(context.getBean(CliLoginWebSettings.class).startsPerMinute()).isEqualTo(120));
	}

	@Test
	void aLimitOfZeroFailsTheStartWithADescription() {
		this.runner.withPropertyValues("clilogin.limits.starts-per-minute=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageContaining("clilogin.limits.starts-per-minute"));
	}

	@Test
	void thePageAndTheEndpointsShareTheirLimits() {
		this.runner
			.withPropertyValues("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
					"clilogin.endpoints.logins=true")
			.run((context) -> assertThat(context).hasSingleBean(RateLimits.class));
	}

	@Test
	void twoEqualPathsFailTheStartWithADescription() {
		this.runner.withPropertyValues("clilogin.paths.token=/clilogin/device")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageContaining("/clilogin/device"));
	}

	@Test
	void twoConfirmationPagesFailTheStartWithADescription() {
		this.runner
			.withPropertyValues("clilogin.endpoints.page=true",
					"clilogin.verification-uri=https://acme.example/confirm")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageContaining("clilogin.verification-uri")
				.hasMessageContaining("clilogin.endpoints.page"));
	}

	@Test
	void cliEndpointsWithoutAConfirmationPageAreWarnedAboutOnce() {
		this.runner.withPropertyValues("clilogin.endpoints.cli=true").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.log.messages()).singleElement()
				.asString()
				.startsWith("WARNING")
				.contains("clilogin.endpoints.page", "clilogin.verification-uri");
		});
	}

	@Test
	void aFrontEndThatReturnsNoCodesIsLoggedOnceBecauseItsTokensAreLimited() {
		frontEnd("clilogin.front-end.returns=false").run((context) -> assertThat(this.log.messages()).singleElement()
			.asString()
			.startsWith("INFO")
			.contains("clilogin.front-end.returns=true", "clilogin.unproven.token-lifetime"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.front-end.returns=true", "clilogin.login.proof=off" })
	void aFrontEndWhoseTokensAreNotLimitedIsNotLogged(String property) {
		frontEnd(property).run((context) -> assertThat(this.log.messages()).isEmpty());
	}

	private WebApplicationContextRunner frontEnd(String property) {
		return this.runner.withPropertyValues("clilogin.endpoints.cli=true",
				"clilogin.verification-uri=https://acme.example/confirm", property);
	}

	@Test
	void applicationWithoutAWebServerServesNothing() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(MEMORY, "clilogin.endpoints.cli=true")
			.run((context) -> assertThat(context).hasSingleBean(CliLoginService.class)
				.doesNotHaveBean(CliLoginWebSettings.class));
	}

	@ParameterizedTest
	@CsvSource({ "cli, tools.jackson.databind, Jackson 3", "cli, io.github.bucket4j, Bucket4j",
			"page, tools.jackson.databind, Jackson 3", "page, io.github.bucket4j, Bucket4j",
			"logins, tools.jackson.databind, Jackson 3", "tokens, tools.jackson.databind, Jackson 3",
			"metadata, tools.jackson.databind, Jackson 3" })
	void endpointThatLacksALibraryFailsTheStartWithADescription(String endpoint, String missing, String name) {
		this.runner
			.withPropertyValues("clilogin.endpoints." + endpoint + "=true", "clilogin.base-url=https://acme.example",
					"spring.main.lazy-initialization=true")
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageStartingWith("clilogin.endpoints." + endpoint + " is enabled, ")
				.hasMessageContaining(name));
	}

	@Test
	void nothingLacksALibraryUntilAnEndpointIsSwitchedOn() {
		this.runner.withClassLoader(new FilteredClassLoader("tools.jackson", "io.github.bucket4j"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CliLoginWebSettings.class));
	}

	record Injected(ObjectProvider<HandlerMapping> mappings) {

	}

}
