package io.github.clilogin.autoconfigure.security;

import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

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

import io.github.clilogin.testsupport.HostApplication;

/**
 * A host whose users sign in at a provider, which is another application in the same JVM.
 */
final class OAuth2Host {

	private static final String CLIENT = "host";

	private static final String SECRET = "host-secret";

	private OAuth2Host() {
	}

	/** The host. */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class Client {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

		/** Has its own name for the session cookie, since cookies know no ports. */
		@Bean
		HostApplication provider() {
			return HostApplication.start(Provider.class, "test.clilogin=false",
					"server.servlet.session.cookie.name=PROVIDER");
		}

		@Bean
		ClientRegistrationRepository registrations(HostApplication provider) {
			ClientRegistration.Builder registration = ClientRegistrations
				.fromIssuerLocation("http://127.0.0.1:" + provider.port());
			return new InMemoryClientRegistrationRepository(registration.registrationId("local")
				.clientId(CLIENT)
				.clientSecret(SECRET)
				.scope(OidcScopes.OPENID)
				.build());
		}

	}

	/** The provider. */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, HostChains.Ann.class })
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
