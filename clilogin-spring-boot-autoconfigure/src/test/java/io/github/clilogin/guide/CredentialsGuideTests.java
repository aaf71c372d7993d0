package io.github.clilogin.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.JsonWebTokens;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each example of {@code docs/guide/credentials.md} through a whole login.
 */
class CredentialsGuideTests {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void theGuideShowsTheCodeOfThisTest() throws IOException {
		Path guide = GuideTable.guide();
		List<String> codes = CODE.matcher(Files.readString(guide.resolve("credentials.md")))
			.results()
			.map((code) -> unindented(code.group(1)))
			.filter((code) -> code.startsWith("@Bean"))
			.toList();
		assertThat(codes).hasSize(4);
		Class<?>[] examples = { JwtCredentials.class, BearerCredentials.class, GitHubCredentials.class,
				SessionCredentials.class };
		for (int i = 0; i < codes.size(); i++) {
			assertThat(unindented(source(guide, examples[i]))).contains(codes.get(i));
		}
	}

	private static String source(Path guide, Class<?> type) throws IOException {
		return Files.readString(guide.resolve("../../clilogin-spring-boot-autoconfigure/src/test/java")
			.resolve(type.getName().replace('.', '/') + ".java"));
	}

	private static String unindented(String code) {
		return Pattern.compile("(?m)^\\s+").matcher(code).replaceAll("").strip();
	}

	private static HostApplication start(Class<?> configuration) {
		return HostApplication.start(configuration, "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
				"clilogin.login.scopes=read");
	}

	/**
	 * Performs a complete login, confirmed in a browser, and returns the response to the
	 * CLI.
	 */
	private static RawResponse logIn(HostApplication host, TestBrowser browser) {
		TestCli cli = host.cli(Map.of("scope", "read"));
		assertThat(browser.get(cli.path()).submit("/confirm").heading()).isEqualTo("Confirmed");
		RawResponse answer = cli.poll();
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	@Test
	void theApiAcceptsAJwtOfTheHost() {
		try (HostApplication host = start(Issuing.class)) {
			RawResponse answer = logIn(host, host.browser().as("ann"));
			assertThat(answer.json().get("expires_in").asInt()).isBetween(28_700, 28_800);
			assertThat(host.wire().get("/api/me", TestCli.bearer(answer.text("access_token"))).body())
				.startsWith("ann ")
				.contains("SCOPE_read");
		}
	}

	@Test
	void theBearerTokenThatConfirmsIsTheOneDelivered() {
		try (HostApplication host = start(Bearing.class)) {
			String jwt = JsonWebTokens.OWN.token("ann");
			RawResponse answer = logIn(host, host.browser(TestCli.bearer(jwt)));
			assertThat(answer.text("access_token")).isEqualTo(jwt);
			assertThat(answer.json().get("expires_in").asInt()).isBetween(200, 300);
			assertThat(answer.text("account")).isEqualTo("ann");
			assertThat(host.wire().get("/api/me", TestCli.bearer(jwt)).body()).startsWith("ann");
		}
	}

	@Test
	void theAccessTokenOfAProviderIsDeliveredWithoutAnExpiryIfItHasNone() {
		try (HostApplication host = start(GitHub.class)) {
			TestBrowser octocat = host.browser(TestBrowser.HTML);
			assertThat(octocat.get("/oauth2/authorization/github").follow().status()).isEqualTo(200);
			RawResponse answer = logIn(host, octocat);
			assertThat(answer.text("access_token")).isEqualTo(Provider.ACCESS_TOKEN);
			assertThat(answer.members()).doesNotContain("expires_in");
			assertThat(answer.text("account")).isEqualTo("octocat");
		}
	}

	@Test
	void theSessionOfTheBrowserIsSharedUntilItEnds() {
		try (HostApplication host = start(Plain.class)) {
			RawResponse answer = logIn(host, host.browser().as("ann"));
			String cookie = "Cookie: JSESSIONID=" + answer.text("access_token");
			assertThat(answer.text("token_type")).isEqualTo("Session");
			assertThat(host.wire().get("/api/me", cookie).body()).startsWith("ann ");
		}
	}

	/**
	 * Returns the name and the authorities of the user.
	 */
	@RestController
	static class Api {

		@GetMapping({ "/", "/api/me" })
		String me(Authentication user) {
			return user.getName() + " "
					+ String.join(",", user.getAuthorities().stream().map(Object::toString).toList());
		}

	}

	/**
	 * A host that configures only the credentials of its CLIs.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, SessionCredentials.class })
	static class Plain {

	}

	/**
	 * A host with a login form and an API for its own JSON Web Tokens.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, JwtCredentials.class })
	static class Issuing {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("ann").password("{noop}demo").build());
		}

		@Bean
		JwtEncoder jwtEncoder() {
			return JsonWebTokens.OWN.encoder();
		}

		@Bean
		JwtDecoder jwtDecoder() {
			return JsonWebTokens.OWN.decoder();
		}

	}

	/**
	 * A host whose front end sends a bearer token with each request.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, BearerCredentials.class, JsonWebTokens.ResourceServer.class })
	static class Bearing {

	}

	/**
	 * A host whose users sign in at a provider.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, Provider.class, GitHubCredentials.class })
	static class GitHub {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.ignoringRequestMatchers("/provider/**"))
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/provider/**").permitAll().anyRequest().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

		@Bean
		ClientRegistrationRepository clientRegistrations(Provider provider) {
			return provider::registration;
		}

		@Bean
		OAuth2AuthorizedClientService authorizedClients(ClientRegistrationRepository registrations) {
			return new InMemoryOAuth2AuthorizedClientService(registrations);
		}

	}

}
