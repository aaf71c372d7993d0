package io.github.clilogin.autoconfigure.web;

import java.time.Clock;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
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
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.internal.NanoTime;
import io.github.clilogin.web.CliLoginTenantResolver;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPageRenderer;
import io.github.clilogin.web.cli.CliRoutes;
import io.github.clilogin.web.cli.MethodFilter;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.page.PageRoutes;
import io.github.clilogin.web.poll.WaitingPolls;
import io.github.clilogin.web.user.UserRoutes;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.wire.PrivateRoutes;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.UnknownCharsetFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the endpoints, which are
 * disabled by default.
 */
@AutoConfiguration(after = CliLoginAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, HttpSecurity.class })
@ImportRuntimeHints(CliLoginRuntimeHints.class)
public final class CliLoginWebAutoConfiguration {

	/** Follows filters for observation and encoding, precedes Spring Security. */
	private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	static RequiredLibraries cliLoginRequiredLibraries(Environment environment) {
		return new RequiredLibraries(environment);
	}

	@Bean
	static FixedSwitches cliLoginFixedSwitches(Environment environment) {
		return new FixedSwitches(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	CliLoginWebSettings cliLoginWebSettings(CliLoginProperties properties,
			@Qualifier("cliLoginClock") ObjectProvider<Clock> clock) {
		return new WebSettingsFactory(properties).create(clock.getIfAvailable(Clock::systemUTC));
	}

	/**
	 * Created only for an enabled endpoint, since Bucket4j may be missing without one.
	 */
	@Bean
	@Lazy
	RateLimits cliLoginRateLimits(ApplicationEventPublisher events, CliLoginWebSettings settings,
			ObjectProvider<NanoTime> time) {
		return new RateLimits(events::publishEvent, settings, time.getIfAvailable(() -> NanoTime.SYSTEM));
	}

	/** Created only for an enabled endpoint. */
	@Bean
	@Lazy
	TenantServices cliLoginTenantServices(CliLoginService service, ObjectProvider<CliLoginTenantResolver> resolver) {
		return new TenantServices(service, resolver.getIfAvailable());
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.logins")
	PrivateRoutes cliLoginLoginsRoutes(TenantServices services, CliLoginWebSettings settings, RateLimits limits) {
		return UserRoutes.logins(services, settings, limits);
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.tokens")
	PrivateRoutes cliLoginTokensRoutes(TenantServices services, CliLoginWebSettings settings) {
		return UserRoutes.tokens(services, settings);
	}

	@Bean
	@ConditionalOnBooleanProperty("clilogin.endpoints.metadata")
	PrivateRoutes cliLoginMetadataRoutes(CliLoginService service, CliLoginWebSettings settings) {
		return CliLoginProperties.checked(() -> CliRoutes.metadata(service, settings));
	}

	@Bean
	@ConditionalOnBean(PrivateRoutes.class)
	FilterRegistrationBean<Filter> cliLoginUnknownCharsetFilter(ObjectProvider<PrivateRoutes> routes) {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
				new UnknownCharsetFilter(routes.stream().flatMap((some) -> some.paths().stream()).toList()));
		filter.setOrder(BEFORE_SECURITY);
		return filter;
	}

	@Bean(autowireCandidate = false)
	@ConditionalOnBean(PrivateRoutes.class)
	HandlerMapping cliLoginHandlerMapping(ObjectProvider<PrivateRoutes> routes) {
		return new PrivateHandlerMapping(routes.stream().toList());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("clilogin.endpoints.cli")
	static class CliConfiguration {

		@Bean
		WaitingPolls cliLoginWaitingPolls(CliLoginRepository repository, CliLoginWebSettings settings,
				RateLimits limits) {
			return new WaitingPolls(repository, settings, limits);
		}

		@Bean
		WaitingPollsListener cliLoginWaitingPollsListener(WaitingPolls waiting, RateLimits limits,
				ApplicationContext context) {
			return new WaitingPollsListener(waiting, limits, context);
		}

		@Bean
		PrivateRoutes cliLoginCliRoutes(TenantServices services, CliLoginWebSettings settings, RateLimits limits,
				WaitingPolls waiting) {
			return CliLoginProperties.checked(() -> CliRoutes.endpoints(services, settings, limits, waiting));
		}

		@Bean
		FilterRegistrationBean<Filter> cliLoginMethodFilter(CliLoginWebSettings settings) {
			FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
					new MethodFilter(settings.paths().cliPaths()));
			filter.setOrder(BEFORE_SECURITY);
			return filter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("clilogin.endpoints.page")
	static class PageConfiguration {

		/** Uses the context as message source, since a host may have several sources. */
		@Bean
		@ConditionalOnMissingBean
		ConfirmationPageRenderer cliLoginPageRenderer(ApplicationContext host) {
			String name = host.getEnvironment().getProperty("spring.application.name", "");
			return ConfirmationPageRenderer.builtIn(name, host);
		}

		@Bean
		PrivateRoutes cliLoginPageRoutes(TenantServices services, CliLoginWebSettings settings,
				ConfirmationPageRenderer renderer, RateLimits limits) {
			return new PageRoutes(services, settings, renderer, limits).routes();
		}

	}

}
