package io.github.clilogin.autoconfigure.security;

import java.util.Objects;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A host whose people sign in at a provider, which runs beside it.
 */
final class OAuth2Host {

	private static final String CLIENT = "host";

	private static final String SECRET = "host-secret";

	private OAuth2Host() {
	}

	/** The host. */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
	static class Client {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

		@Bean
		Running provider() {
			// Cookies know no ports
			return new Running(new SpringApplicationBuilder(Provider.class).run("--server.port=0",
					"--test.clilogin=false", "--spring.security.user.name=ann", "--spring.security.user.password=demo",
					"--server.servlet.session.cookie.name=PROVIDER", "--spring.main.banner-mode=off",
					"--logging.level.root=warn",
					"--spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration"));
		}

		@Bean
		ClientRegistrationRepository registrations(Running provider) {
			ClientRegistration.Builder registration = ClientRegistrations
				.fromIssuerLocation("http://127.0.0.1:" + provider.port());
			return new InMemoryClientRegistrationRepository(registration.registrationId("local")
				.clientId(CLIENT)
				.clientSecret(SECRET)
				.scope(OidcScopes.OPENID)
				.build());
		}

	}

	/**
	 * The provider, which is no bean itself: hosts do not have two contexts.
	 *
	 * @param context of the provider
	 */
	record Running(ConfigurableApplicationContext context) implements AutoCloseable {

		int port() {
			return Objects.requireNonNull(((WebServerApplicationContext) this.context).getWebServer()).getPort();
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

	/** The provider. */
	@Configuration(proxyBeanMethods = false)
	@Import({ Host.Plain.class, HostChains.Ann.class })
	static class Provider {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http.oauth2AuthorizationServer((server) -> server.oidc(Customizer.withDefaults()))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
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
		JwtDecoder decoder(JWKSource<SecurityContext> keys) {
			return NimbusJwtDecoder.withJwkSource(keys).build();
		}

		/** The port of a loopback address is free in a registration. */
		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId(UUID.randomUUID().toString())
				.clientId(CLIENT)
				.clientSecret("{noop}" + SECRET)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri("http://127.0.0.1/login/oauth2/code/local")
				.scope(OidcScopes.OPENID)
				.build());
		}

	}

}
