package com.example.oauth2;

import java.util.Map;
import java.util.Objects;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An OAuth 2.0 provider like GitHub: the name of a user is a number. It also issues JSON
 * Web Tokens. It runs at {@code localhost}, the hosts at {@code 127.0.0.1}, so that each
 * has its own cookies.
 */
public final class Provider implements AutoCloseable {

	private final ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
		.run("--spring.config.name=none", "--server.port=0", "--spring.main.banner-mode=off");

	/**
	 * {@return an address of the provider}
	 * @param path the path
	 */
	public String url(String path) {
		return "http://localhost:"
				+ Objects.requireNonNull(this.application.getEnvironment().getProperty("local.server.port")) + path;
	}

	/**
	 * {@return a JSON Web Token}
	 * @param subject the user
	 */
	@SuppressWarnings("unchecked")
	public String jwt(String subject) {
		JWKSource<SecurityContext> keys = this.application.getBean(JWKSource.class);
		JwtClaimsSet claims = JwtClaimsSet.builder().subject(subject).build();
		return new NimbusJwtEncoder(keys).encode(JwtEncoderParameters.from(claims)).getTokenValue();
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * Has no {@code @Configuration}, which the component scan of a host would find.
	 */
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class })
	@EnableWebSecurity
	static class Application {

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http.oauth2AuthorizationServer(Customizer.withDefaults())
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/user").permitAll().anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().build();
		}

		@Bean
		JWKSource<SecurityContext> keys() throws JOSEException {
			return new ImmutableJWKSet<>(new JWKSet(new RSAKeyGenerator(2048).keyID("key").generate()));
		}

		@Bean
		InMemoryRegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId("acme")
				.clientId("acme")
				.clientSecret("{noop}secret")
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				// A redirect to a loopback address may have any port (RFC 8252 §7.3)
				.redirectUri("http://127.0.0.1/login/oauth2/code/github")
				.scope("read:user")
				.build());
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(User.withUsername("octocat").password("{noop}demo").build());
		}

		@Bean
		RouterFunction<ServerResponse> user() {
			Map<String, Object> octocat = Map.of("id", 583231, "login", "octocat", "email", "octocat@example.com");
			return RouterFunctions.route()
				.GET("/user", (request) -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(octocat))
				.build();
		}

	}

}
