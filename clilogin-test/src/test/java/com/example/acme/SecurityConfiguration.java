package com.example.acme;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A sign-in form, accounts, and an API whose users or scopes may write.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.POST, "/api/notes")
			.hasAnyAuthority("ROLE_USER", "SCOPE_write")
			.requestMatchers("/open/**")
			.permitAll()
			.anyRequest()
			.authenticated());
		return http.formLogin(Customizer.withDefaults()).build();
	}

	@Bean
	UserDetailsService accounts() {
		return new InMemoryUserDetailsManager(User.withUsername("ann").password("{noop}demo").roles("USER").build(),
				User.withUsername("ben").password("{noop}demo").roles("GUEST").build());
	}

}
