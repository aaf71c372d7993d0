package io.github.clilogin.web;

import java.util.List;
import java.util.function.Consumer;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.poll.WaitingPolls;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.cli.CliRoutes;
import io.github.clilogin.web.user.UserRoutes;
import io.github.clilogin.web.cli.MethodFilter;
import io.github.clilogin.web.cli.CliFilterChain;

/**
 * A host with Spring Security as Boot sets it up, and a chain of its own without CSRF
 * protection over the paths for people.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class, JacksonAutoConfiguration.class,
		HttpMessageConvertersAutoConfiguration.class, HttpEncodingAutoConfiguration.class,
		MultipartAutoConfiguration.class, SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
		SecurityFilterAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
public class TestHostConfiguration {

	@Bean
	public RateLimits limits(Consumer<CliLoginEvent> listener, CliLoginWebSettings settings) {
		return new RateLimits(listener, settings);
	}

	@Bean
	public WaitingPolls waiting(CliLoginRepository repository, CliLoginWebSettings settings, RateLimits limits) {
		return new WaitingPolls(repository, settings, limits);
	}

	@Bean(autowireCandidate = false)
	HandlerMapping cliLoginMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			RateLimits limits, WaitingPolls waiting) {
		return new PrivateHandlerMapping(List.of(CliRoutes.endpoints(service, settings, limits, waiting),
				UserRoutes.logins(service, users, settings, limits), UserRoutes.tokens(service, settings)));
	}

	@Bean
	public FilterRegistrationBean<Filter> verbs(CliLoginWebSettings settings) {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
				new MethodFilter(settings.paths().cliPaths()));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
		return filter;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain cliLoginChain(CliLoginWebSettings settings,
			ObjectProvider<PathPatternRequestMatcher.Builder> matchers) {
		return CliFilterChain.create(settings.paths().cliPaths(),
				matchers.getIfAvailable(PathPatternRequestMatcher::withDefaults));
	}

	@Bean
	@Order(0)
	public SecurityFilterChain peopleChain(HttpSecurity http, CliLoginWebSettings settings) throws Exception {
		return http.securityMatcher(settings.paths().logins() + "/**", settings.paths().tokens() + "/**")
			.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	@Bean
	@Order(1)
	public SecurityFilterChain hostChain(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	@Bean
	public Filter signIn(CliLoginService service) {
		return TestHost.signIn(service);
	}

}
