package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.AuthenticationConverter;

import io.github.clilogin.CliLoginService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Own tokens at the API of a host with Spring Boot's default chain.
 */
class BearerTokenTests {

	private static final String UNKNOWN = "Bearer clt_0000000000000000000000000000000000000000000000000";

	private static Host host;

	private String bearer = "";

	@BeforeAll
	static void start() {
		host = Host.start(Accounts.class, "clilogin.api.paths[0]=/api/**");
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@BeforeEach
	void logIn() {
		host.forgetCookies();
		this.bearer = "Bearer " + host.token();
	}

	@AfterEach
	void recover() {
		host.bean(Accounts.class).fail = false;
	}

	@Test
	void tokenOpensTheApi() throws Exception {
		HttpResponse<String> response = get("/api/me", this.bearer);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("ann");
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	@Test
	void tokenOpensNothingElse() throws Exception {
		assertThat(get("/other", this.bearer).statusCode()).isEqualTo(401);
	}

	@Test
	void tokenNeedsNoCsrfToken() throws Exception {
		HttpResponse<String> response = host.post("/api/things", Map.of(), "Authorization", this.bearer);
		assertThat(response.body()).isEqualTo("made by ann");
	}

	@Test
	void browserStillNeedsItsCsrfTokenAtTheApi() throws Exception {
		host.signIn();
		assertThat(host.post("/api/things", Map.of()).statusCode()).isEqualTo(403);
		assertThat(host.post("/api/things", Map.of(), "Authorization", "Bearer other").statusCode()).isEqualTo(403);
		assertThat(host.post("/other", Map.of(), "Authorization", this.bearer).statusCode()).isEqualTo(403);
	}

	@Test
	void sessionThatComesAlongKeepsItsId() throws Exception {
		host.signIn();
		String id = host.sessionId();
		assertThat(get("/api/me", this.bearer).body()).isEqualTo("ann");
		assertThat(host.sessionId()).isEqualTo(id);
		assertThat(host.get("/other").body()).isEqualTo("ann");
	}

	@Test
	void revokedOrUnknownTokenIsRefused() throws Exception {
		host.bean(CliLoginService.class).revokeAll("ann");
		for (String refused : new String[] { this.bearer, UNKNOWN, "Bearer clt_" }) {
			HttpResponse<String> response = get("/api/me", refused);
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
			assertThat(response.body()).isEqualTo("{\"error\":\"invalid_token\"}");
		}
	}

	@Test
	void accountsThatCannotBeReadAreNoRefusal() throws Exception {
		host.bean(Accounts.class).fail = true;
		HttpResponse<String> response = get("/api/me", this.bearer);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
	}

	@Test
	void nothingIsPublishedThatSpringSecurityTakesForTheHosts() {
		assertThat(host.beanNames(AuthenticationManager.class, AuthenticationProvider.class,
				AuthenticationConverter.class))
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("clilogin"));
		assertThat(host.beanNames(UserDetailsService.class)).hasSize(1);
	}

	private static HttpResponse<String> get(String path, String bearer) throws Exception {
		return host.get(path, "Authorization", bearer);
	}

	/**
	 * A host whose accounts can fail.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
	static class Accounts {

		private volatile boolean fail;

		@Bean
		UserDetailsService accounts() {
			return (name) -> {
				if (this.fail) {
					throw new IllegalStateException("The accounts cannot be read");
				}
				return User.withUsername("ann").password("{noop}demo").roles("USER").build();
			};
		}

	}

}
