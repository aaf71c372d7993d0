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

/**
 * A host that believes a header who is signed in, also on the page.
 */
@Configuration(proxyBeanMethods = false)
class OpenPageConfiguration {

	@Bean(autowireCandidate = false)
	HandlerMapping pageMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
			CliLoginLimits limits) {
		return CliLoginWeb.handlerMapping(List
			.of(CliLoginWeb.pageEndpoints(service, users, settings, CliLoginWeb.pageRenderer("Acme", null), limits)));
	}

	@Bean
	@Order(-1)
	SecurityFilterChain open(HttpSecurity http) throws Exception {
		return http.securityMatcher("/clilogin", "/clilogin/confirm")
			.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

}
