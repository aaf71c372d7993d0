package io.github.clilogin.autoconfigure.security;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
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
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Own tokens at the API of a host with Spring Boot's default chain.
 */
class BearerTokenTests {

	private static final String UNKNOWN = "Bearer clt_0000000000000000000000000000000000000000000000000";

	@AutoClose
	private static final HostApplication host = HostApplication.start(Accounts.class, "clilogin.api.paths[0]=/api/**");

	private final TestBrowser browser = host.browser();

	private String bearer = "";

	@BeforeEach
	void logIn() {
		this.bearer = "Bearer " + host.token();
	}

	@AfterEach
	void recover() {
		host.bean(Accounts.class).fail = false;
	}

	@Test
	void tokenIsAcceptedByTheApi() {
		RawResponse response = get("/api/me", this.bearer);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("ann");
		assertThat(response.header("Set-Cookie")).isEmpty();
	}

	@Test
	void tokenIsRefusedEverywhereElse() {
		assertThat(get("/other", this.bearer).status()).isEqualTo(401);
	}

	@Test
	void tokenNeedsNoCsrfToken() {
		RawResponse response = host.wire().form("/api/things", Map.of(), "Authorization: " + this.bearer);
		assertThat(response.body()).isEqualTo("made by ann");
	}

	@Test
	void browserStillNeedsItsCsrfTokenAtTheApi() {
		this.browser.as("ann");
		assertThat(this.browser.post("/api/things", Map.of()).status()).isEqualTo(403);
		assertThat(this.browser.post("/api/things", Map.of(), "Authorization: " + "Bearer other").status())
			.isEqualTo(403);
		assertThat(this.browser.post("/other", Map.of(), "Authorization: " + this.bearer).status()).isEqualTo(403);
	}

	@Test
	void sessionSentWithATokenKeepsItsId() {
		this.browser.as("ann");
		String id = this.browser.cookies();
		assertThat(this.browser.get("/api/me", "Authorization: " + this.bearer).html()).isEqualTo("ann");
		assertThat(this.browser.cookies()).isEqualTo(id);
		assertThat(this.browser.get("/other").html()).isEqualTo("ann");
	}

	@Test
	void revokedOrUnknownTokenIsRefused() {
		host.bean(CliLoginService.class).revokeAll("ann");
		for (String refused : new String[] { this.bearer, UNKNOWN, "Bearer clt_" }) {
			RawResponse response = get("/api/me", refused);
			assertThat(response.status()).isEqualTo(401);
			assertThat(response.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
			assertThat(response.body()).isEqualTo("{\"error\":\"invalid_token\"}");
		}
	}

	@Test
	void unreadableAccountsAreAnsweredByServiceUnavailable() {
		host.bean(Accounts.class).fail = true;
		RawResponse response = get("/api/me", this.bearer);
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isNotEmpty();
		assertThat(response.header("Content-Type")).contains("application/json");
		assertThat(response.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
	}

	@Test
	void noBeanReplacesThoseOfTheHostInSpringSecurity() {
		assertThat(host.beanNames(AuthenticationManager.class, AuthenticationProvider.class,
				AuthenticationConverter.class))
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("clilogin"));
		assertThat(host.beanNames(UserDetailsService.class)).hasSize(1);
	}

	private static RawResponse get(String path, String bearer) {
		return host.wire().get(path, "Authorization: " + bearer);
	}

	/**
	 * A host whose accounts can fail.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
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
