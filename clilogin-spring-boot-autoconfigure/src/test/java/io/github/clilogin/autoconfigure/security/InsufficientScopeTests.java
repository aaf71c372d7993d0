package io.github.clilogin.autoconfigure.security;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the response to a token whose scopes are insufficient, by a rule for URLs and by
 * a rule for methods.
 */
class InsufficientScopeTests {

	@AutoClose
	private static final HostApplication host = HostApplication.start(Rules.class, "clilogin.api.paths=/api/**");

	@ParameterizedTest
	@ValueSource(strings = { "/api/admin", "/api/method" })
	void tokenWithoutTheScopeIsRefusedByInsufficientScope(String path) {
		RawResponse refused = host.wire().get(path, TestCli.bearer(host.token()));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("WWW-Authenticate")).containsExactly("Bearer error=\"insufficient_scope\"");
		assertThat(refused.body()).contains("\"status\":403");
	}

	@Test
	void hostKeepsItsOwnErrorResponses() {
		RawResponse refused = host.wire().get("/api/own", TestCli.bearer(host.token()));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
		assertThat(refused.body()).isEqualTo("the host's refusal");
	}

	@Test
	void tokenWithTheScopeIsAccepted() {
		RawResponse answer = host.wire().get("/api/me", TestCli.bearer(host.token()));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("WWW-Authenticate")).isEmpty();
	}

	@Test
	void otherFailuresAreNotReportedAsInsufficientScope() {
		RawResponse answer = host.wire().get("/api/broken", TestCli.bearer(host.token()));
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.header("WWW-Authenticate")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/admin", "/api/method" })
	void browserOfAUserGetsTheSameErrorAsWithoutTheStarter(String path) {
		View refused = host.browser().as("ann").get(path);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("WWW-Authenticate")).isEmpty();
	}

	/**
	 * A host where ann may not do everything.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@Import({ PlainHost.class, Things.class })
	static class Rules {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/api/admin", "/api/own")
					.hasAuthority("SCOPE_admin")
					.anyRequest()
					.authenticated())
				.exceptionHandling((handling) -> handling.accessDeniedHandler((request, response, refusal) -> {
					if (request.getRequestURI().equals("/api/own")) {
						response.setStatus(403);
						response.setContentType(MediaType.TEXT_PLAIN_VALUE);
						response.getWriter().write("the host's refusal");
					}
					else {
						response.sendError(403);
					}
				}))
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * Endpoints that need an authority.
	 */
	@RestController
	static class Things {

		@GetMapping("/api/method")
		@PreAuthorize("hasAuthority('SCOPE_write')")
		String method() {
			return "done";
		}

		@GetMapping("/api/broken")
		String broken() {
			throw new IllegalStateException("broken");
		}

	}

}
