package io.github.clilogin.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.user.UserEndpoint;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.user.ExpiredSessionFilter;
import io.github.clilogin.web.user.SignInFilter;
import io.github.clilogin.web.page.PageRoutes;

/**
 * A host with a form login that forgets nobody, and texts of its own.
 */
@Configuration(proxyBeanMethods = false)
public class PageTestConfiguration {

	@Bean(autowireCandidate = false)
	HandlerMapping pageMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			RateLimits limits) {
		ConfirmationPageRenderer renderer = ConfirmationPageRenderer.builtIn("Acme & Co", texts());
		return new PrivateHandlerMapping(List.of(new PageRoutes(service, users, settings, renderer, limits).routes()));
	}

	private static StaticMessageSource texts() {
		StaticMessageSource texts = new StaticMessageSource();
		texts.setUseCodeAsDefaultMessage(true);
		texts.addMessage("clilogin.scope.read", Locale.ENGLISH, "read your <things>");
		return texts;
	}

	@Bean
	public UserDetailsService users() {
		return new InMemoryUserDetailsManager(User.withUsername("ann").password("{noop}demo").roles("USER").build(),
				User.withUsername("ben").password("{noop}demo").roles("USER").build());
	}

	@Bean
	@Order(-1)
	public SecurityFilterChain formLogin(HttpSecurity http, CliLoginWebSettings settings) throws Exception {
		return http.securityMatcher("/clilogin", "/clilogin/**", "/login", "/logout")
			.addFilterBefore(new ExpiredSessionFilter(settings), CsrfFilter.class)
			.addFilterBefore(new SignInFilter(settings, EnumSet.allOf(UserEndpoint.class)), AuthorizationFilter.class)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.formLogin(Customizer.withDefaults())
			.rememberMe((remember) -> remember.alwaysRemember(true).key("test"))
			.build();
	}

}
