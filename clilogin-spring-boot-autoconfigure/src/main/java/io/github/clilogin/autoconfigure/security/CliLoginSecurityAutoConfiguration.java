package io.github.clilogin.autoconfigure.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.autoconfigure.CliLoginProperties.Endpoints;
import io.github.clilogin.web.CliLoginTenantResolver;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.cli.CliFilterChain;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for access to the endpoints, the
 * page and the API. Runs last, since Spring Boot's filter chains back off if another
 * chain exists before them.
 */
@AutoConfiguration(afterName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
		"io.github.clilogin.autoconfigure.web.CliLoginWebAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(HttpSecurity.class)
public final class CliLoginSecurityAutoConfiguration {

	private static final int BEFORE_HOST = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	@Order(BEFORE_HOST)
	@ConditionalOnBean(CliLoginWebSettings.class)
	@ConditionalOnBooleanProperty("clilogin.endpoints.cli")
	SecurityFilterChain cliLoginSecurityFilterChain(CliLoginWebSettings settings) {
		return CliFilterChain.create(settings.paths().cliPaths(), settings.allowedOrigins());
	}

	@Bean
	@Order(BEFORE_HOST)
	@ConditionalOnBean(CliLoginWebSettings.class)
	@ConditionalOnBooleanProperty("clilogin.endpoints.metadata")
	SecurityFilterChain cliLoginMetadataSecurityFilterChain(CliLoginWebSettings settings) {
		return CliFilterChain.create(CliLoginProperties.checked(settings::metadataPaths), settings.allowedOrigins());
	}

	@Bean
	@ConditionalOnBean(CliLoginWebSettings.class)
	Customizer<HttpSecurity> cliLoginSignIn(CliLoginProperties properties, CliLoginWebSettings settings) {
		Endpoints enabled = properties.endpoints();
		return (enabled.page() || enabled.logins() || enabled.tokens()) ? new SignInCustomizer(settings, enabled)
				: Customizer.withDefaults();
	}

	@Bean
	Customizer<HttpSecurity> cliLoginBearerTokens(CliLoginService service, CliLoginProperties properties,
			ObjectProvider<CliLoginWebSettings> settings, ObjectProvider<CliLoginTenantResolver> tenantResolver) {
		return new TokenPaths(properties, settings, tenantResolver).customizer(service);
	}

}
