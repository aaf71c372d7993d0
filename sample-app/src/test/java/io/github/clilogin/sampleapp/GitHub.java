package io.github.clilogin.sampleapp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

/**
 * Spring's authorization server on this machine in the place of GitHub: the same paths
 * and scope, plain OAuth 2.0 with opaque tokens, and users with an {@code id} and a
 * {@code login}. Its host is another one than the application's.
 */
final class GitHub implements AutoCloseable {

	private static final String PROVIDER = "spring.security.oauth2.client.provider.github.";

	private final HostApplication application;

	/** Starts it with one OAuth app. */
	GitHub(String clientId, String clientSecret, String callback) {
		this.application = HostApplication.start(Provider.class, "spring.config.name=none", "server.address=127.0.0.1",
				"client-id=" + clientId, "client-secret=" + clientSecret, "callback=" + callback);
	}

	/** Returns the properties that make an application use this server. */
	Map<String, String> properties() {
		return Map.of(PROVIDER + "authorization-uri", url("/login/oauth/authorize"), PROVIDER + "token-uri",
				url("/login/oauth/access_token"), PROVIDER + "user-info-uri", url("/user"));
	}

	/** Returns whether this is the sign-in page. */
	boolean asksToSignIn(View page) {
		return page.url().toString().equals(url("/login"));
	}

	/** Signs out at GitHub, which the application does not learn. */
	void signOut(TestBrowser browser) {
		browser.get(url("/logout")).press("Log Out");
	}

	/** Returns the last request of the application to GitHub. */
	Map<String, String> request(TestBrowser browser) {
		URI request = browser.history()
			.stream()
			.filter((url) -> url.toString().startsWith(url("/login/oauth/authorize?")))
			.findFirst()
			.orElseThrow();
		return UriComponentsBuilder.fromUri(request)
			.build()
			.getQueryParams()
			.asSingleValueMap()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(parameter) -> UriUtils.decode(parameter.getValue(), StandardCharsets.UTF_8)));
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.application.port() + path;
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * No {@code @Configuration}, which the sample application would find.
	 */
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class })
	@EnableWebSecurity
	static class Provider {

		private static final Map<String, Integer> USERS = Map.of("octocat", 583231, "mojombo", 1);

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http.oauth2AuthorizationServer(Customizer.withDefaults())
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/user").permitAll().anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder()
				.authorizationEndpoint("/login/oauth/authorize")
				.tokenEndpoint("/login/oauth/access_token")
				.build();
		}

		@Bean
		InMemoryRegisteredClientRepository clients(Environment environment) {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId("acme")
				.clientId(environment.getRequiredProperty("client-id"))
				.clientSecret("{noop}" + environment.getRequiredProperty("client-secret"))
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri(environment.getRequiredProperty("callback"))
				.scope("read:user")
				.tokenSettings(TokenSettings.builder().accessTokenFormat(OAuth2TokenFormat.REFERENCE).build())
				.build());
		}

		@Bean
		InMemoryOAuth2AuthorizationService authorizations() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(USERS.keySet().stream().map(Provider::user).toList());
		}

		private static UserDetails user(String login) {
			return User.withUsername(login).password("{noop}demo").build();
		}

		@Bean
		RouterFunction<ServerResponse> user(OAuth2AuthorizationService authorizations) {
			return RouterFunctions.route().GET("/user", (request) -> user(request, authorizations)).build();
		}

		private static ServerResponse user(ServerRequest request, OAuth2AuthorizationService authorizations) {
			String token = Objects.requireNonNull(request.headers().firstHeader("Authorization"))
				.substring("Bearer ".length());
			OAuth2Authorization authorization = Objects
				.requireNonNull(authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN));
			String login = authorization.getPrincipalName();
			return ServerResponse.ok()
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"login\":\"%s\",\"id\":%d,\"name\":null}".formatted(login, USERS.get(login)));
		}

	}

}
