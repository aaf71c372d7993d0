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

/**
 * A host with a form login that forgets nobody, and texts of its own.
 */
@Configuration(proxyBeanMethods = false)
class PageTestConfiguration {

	@Bean(autowireCandidate = false)
	HandlerMapping pageMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			CliLoginLimits limits) {
		ConfirmationPageRenderer renderer = CliLoginWeb.pageRenderer("Acme & Co", texts());
		return CliLoginWeb
			.handlerMapping(List.of(CliLoginWeb.pageEndpoints(service, users, settings, renderer, limits)));
	}

	private static StaticMessageSource texts() {
		StaticMessageSource texts = new StaticMessageSource();
		texts.setUseCodeAsDefaultMessage(true);
		texts.addMessage("clilogin.scope.read", Locale.ENGLISH, "read your <things>");
		return texts;
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(User.withUsername("ann").password("{noop}demo").roles("USER").build(),
				User.withUsername("ben").password("{noop}demo").roles("USER").build());
	}

	@Bean
	@Order(-1)
	SecurityFilterChain formLogin(HttpSecurity http, CliLoginWebSettings settings) throws Exception {
		return http.securityMatcher("/clilogin", "/clilogin/**", "/login", "/logout")
			.addFilterBefore(CliLoginWeb.expiredSessionFilter(settings), CsrfFilter.class)
			.addFilterBefore(CliLoginWeb.signInFilter(settings, EnumSet.allOf(SessionEndpoint.class)),
					AuthorizationFilter.class)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.formLogin(Customizer.withDefaults())
			.rememberMe((remember) -> remember.alwaysRemember(true).key("test"))
			.build();
	}

}
