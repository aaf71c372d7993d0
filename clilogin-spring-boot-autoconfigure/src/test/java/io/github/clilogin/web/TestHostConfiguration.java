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
class TestHostConfiguration {

	@Bean
	CliLoginLimits limits(Consumer<CliLoginEvent> listener, CliLoginWebSettings settings) {
		return CliLoginWeb.limits(listener, settings);
	}

	@Bean
	WaitingPolls waiting(CliLoginRepository repository, CliLoginWebSettings settings, CliLoginLimits limits) {
		return CliLoginWeb.waitingPolls(repository, settings, limits);
	}

	@Bean(autowireCandidate = false)
	HandlerMapping cliLoginMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			CliLoginLimits limits, WaitingPolls waiting) {
		return CliLoginWeb.handlerMapping(List.of(CliLoginWeb.cliEndpoints(service, settings, limits, waiting),
				CliLoginWeb.loginsEndpoints(service, users, settings, limits),
				CliLoginWeb.tokensEndpoints(service, settings)));
	}

	@Bean
	FilterRegistrationBean<Filter> verbs(CliLoginWebSettings settings) {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(CliLoginWeb.verbFilter(settings.paths()));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
		return filter;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain cliLoginChain(CliLoginWebSettings settings,
			ObjectProvider<PathPatternRequestMatcher.Builder> matchers) {
		return CliLoginWeb.cliFilterChain(settings.paths(),
				matchers.getIfAvailable(PathPatternRequestMatcher::withDefaults));
	}

	@Bean
	@Order(0)
	SecurityFilterChain peopleChain(HttpSecurity http, CliLoginWebSettings settings) throws Exception {
		return http.securityMatcher(settings.paths().logins() + "/**", settings.paths().tokens() + "/**")
			.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	@Bean
	@Order(1)
	SecurityFilterChain hostChain(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	@Bean
	Filter signIn(CliLoginService service) {
		return TestHost.signIn(service);
	}

}
