package io.github.clilogin.benchmarks.authserver;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Authorization Server as its starter configures it, with one client. It stores
 * authorizations in memory, or with {@code benchmark.jdbc} in a database with its own
 * schema.
 */
@SpringBootApplication
public class AuthorizationServerApp {

	/**
	 * Starts the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(AuthorizationServerApp.class, args);
	}

	/** Enables the device grant, which is disabled by default. */
	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.deviceAuthorizationEndpoint(Customizer.withDefaults())
				.deviceVerificationEndpoint(Customizer.withDefaults());
		}).authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	/**
	 * Compares plain texts. The default encoder takes 81 ms per request, and clients of
	 * clilogin have no secret.
	 */
	@Bean
	PasswordEncoder passwordEncoder() {
		return new PasswordEncoder() {

			@Override
			public String encode(@Nullable CharSequence password) {
				return String.valueOf(password);
			}

			@Override
			public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
				return Objects.equals(String.valueOf(password), encoded);
			}

		};
	}

	/**
	 * Configures the store in a database.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("benchmark.jdbc")
	static class JdbcConfiguration {

		@Bean
		OAuth2AuthorizationService authorizations(JdbcOperations database, RegisteredClientRepository clients) {
			return new JdbcOAuth2AuthorizationService(database, clients);
		}

	}

}
