package io.github.clilogin.autoconfigure.security;

import java.util.Set;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ListableBeanFactory;
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
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.web.CliLoginWeb;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.SessionEndpoint;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of who gets in: command lines to
 * their endpoints, signed-in users to the page, own tokens to the host's API. The host's
 * filter chains stay the host's; it comes last, because Spring Boot's back off where
 * another is there before them.
 */
@AutoConfiguration(afterName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
		"io.github.clilogin.autoconfigure.web.CliLoginWebAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(HttpSecurity.class)
public final class CliLoginSecurityAutoConfiguration {

	private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	@Order(FIRST)
	@ConditionalOnBean(CliLoginWebSettings.class)
	@ConditionalOnBooleanProperty("clilogin.endpoints.cli")
	SecurityFilterChain cliLoginSecurityFilterChain(CliLoginWebSettings settings,
			ObjectProvider<PathPatternRequestMatcher.Builder> matchers) {
		return CliLoginWeb.cliFilterChain(settings.paths(),
				matchers.getIfAvailable(PathPatternRequestMatcher::withDefaults));
	}

	@Bean
	@ConditionalOnBean(CliLoginWebSettings.class)
	@ConditionalOnBooleanProperty("clilogin.endpoints.metadata")
	Customizer<HttpSecurity> cliLoginMetadata(CliLoginService service, CliLoginWebSettings settings,
			ListableBeanFactory host) {
		Filter filter = CliLoginProperties.checked(() -> CliLoginWeb.metadataFilter(service, settings, host));
		return (http) -> http.addFilterBefore(filter, AuthorizationFilter.class);
	}

	@Bean
	@ConditionalOnBean(CliLoginWebSettings.class)
	Customizer<HttpSecurity> cliLoginSignIn(CliLoginProperties properties, CliLoginWebSettings settings) {
		Set<SessionEndpoint> served = SignIn.served(properties.endpoints());
		return served.isEmpty() ? Customizer.withDefaults() : new SignIn(settings, served);
	}

	@Bean
	Customizer<HttpSecurity> cliLoginBearerTokens(CliLoginService service, CliLoginProperties properties,
			ObjectProvider<CliLoginWebSettings> settings, ObjectProvider<PathPatternRequestMatcher.Builder> matchers) {
		return new BearerPaths(properties, settings).customizer(service,
				matchers.getIfAvailable(PathPatternRequestMatcher::withDefaults));
	}

}
