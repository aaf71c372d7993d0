package io.github.clilogin.autoconfigure.web;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.web.CliLoginLimits;
import io.github.clilogin.web.CliLoginWeb;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPageRenderer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the endpoints, each of which is
 * off until it is switched on.
 */
@AutoConfiguration(after = CliLoginAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, SecurityFilterChain.class })
public final class CliLoginWebAutoConfiguration {

	/** After what observes and decodes, and wherever a host moves Spring Security to. */
	private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	static Libraries cliLoginLibraries(Environment environment) {
		return new Libraries(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	CliLoginWebSettings cliLoginWebSettings(CliLoginProperties properties, ObjectProvider<Clock> clock) {
		return new WebSettings(properties).create(clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@Lazy
	CliLoginLimits cliLoginLimits(ApplicationEventPublisher events, CliLoginWebSettings settings) {
		return CliLoginWeb.limits(events::publishEvent, settings);
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.cli")
	Routes cliLoginCliRoutes(CliLoginService service, CliLoginWebSettings settings, CliLoginLimits limits,
			Wakening wakening) {
		return new Routes(CliLoginWeb.cliEndpoints(service, settings, limits, wakening.polls()));
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.cli")
	Wakening cliLoginWakening(CliLoginService service, ObjectProvider<CliLoginRepository> repository,
			CliLoginWebSettings settings, CliLoginLimits limits, ApplicationContext context) {
		return new Wakening(CliLoginWeb.waitingPolls(repository.getObject(), settings, limits), context);
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.cli")
	FilterRegistrationBean<Filter> cliLoginVerbFilter(CliLoginWebSettings settings) {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(CliLoginWeb.verbFilter(settings.paths()));
		filter.setOrder(BEFORE_SECURITY);
		return filter;
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.logins")
	Routes cliLoginLoginsRoutes(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			CliLoginLimits limits) {
		return new Routes(CliLoginWeb.loginsEndpoints(service, users, settings, limits));
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.tokens")
	Routes cliLoginTokensRoutes(CliLoginService service, CliLoginWebSettings settings) {
		return new Routes(CliLoginWeb.tokensEndpoints(service, settings));
	}

	@Bean(autowireCandidate = false)
	@ConditionalOnBean(Routes.class)
	HandlerMapping cliLoginHandlerMapping(ObjectProvider<Routes> routes) {
		return CliLoginWeb.handlerMapping(routes.stream().map(Routes::function).toList());
	}

	@Bean(autowireCandidate = false)
	@ConditionalOnBooleanProperty("clilogin.endpoints.metadata")
	HandlerMapping cliLoginMetadataHandlerMapping(CliLoginService service, CliLoginWebSettings settings) {
		return CliLoginWeb.handlerMappingAfterHost(
				List.of(CliLoginProperties.checked(() -> CliLoginWeb.metadataEndpoints(service, settings))));
	}

	/**
	 * The confirmation page.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("clilogin.endpoints.page")
	static class PageConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ConfirmationPageRenderer cliLoginPageRenderer(ApplicationContext host) {
			// A host may have many message sources: its context speaks for the one that
			// counts
			return CliLoginWeb.pageRenderer(host.getEnvironment().getProperty("spring.application.name", ""), host);
		}

		@Bean
		Routes cliLoginPageRoutes(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
				ConfirmationPageRenderer renderer, CliLoginLimits limits) {
			return new Routes(CliLoginWeb.pageEndpoints(service, users, settings, renderer, limits));
		}

	}

}
