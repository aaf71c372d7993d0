package io.github.clilogin.sampleapp;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Configures a form login, or an OAuth2 login with the profile {@code github}. It
 * contains nothing for CLIs, which the starter configures.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, Environment environment) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
					new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
					PathPatternRequestMatcher.withDefaults().matcher("/api/**")));
		if (environment.matchesProfiles("github")) {
			return http.oauth2Login(Customizer.withDefaults()).build();
		}
		return http.formLogin(Customizer.withDefaults()).build();
	}

	@Bean
	@Profile("!github")
	InMemoryUserDetailsManager users() {
		return new InMemoryUserDetailsManager(user("ann"), user("ben"));
	}

	private static UserDetails user(String name) {
		return User.withUsername(name).password("{noop}demo").roles("USER").build();
	}

}
