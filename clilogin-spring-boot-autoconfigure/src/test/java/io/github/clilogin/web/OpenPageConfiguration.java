package io.github.clilogin.web;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.page.PageRoutes;

/**
 * A host that believes a header who is signed in, also on the page.
 */
@Configuration(proxyBeanMethods = false)
public class OpenPageConfiguration {

	@Bean(autowireCandidate = false)
	HandlerMapping pageMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			RateLimits limits) {
		return new PrivateHandlerMapping(
				List.of(new PageRoutes(service, users, settings, ConfirmationPageRenderer.builtIn("Acme", null), limits)
					.routes()));
	}

	@Bean
	@Order(-1)
	public SecurityFilterChain open(HttpSecurity http) throws Exception {
		return http.securityMatcher("/clilogin", "/clilogin/confirm")
			.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

}
