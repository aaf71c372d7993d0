package io.github.clilogin.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the metadata, on the wire.
 */
class MetadataTests {

	private static final String OAUTH = "/.well-known/oauth-authorization-server";

	private static final String OPENID = "/.well-known/openid-configuration";

	@Test
	void clientsFindTheDocumentInAllPlacesTheyLook() {
		try (TestHost host = TestHost.with().baseUrl("https://example.org/app").configuration(Metadata.class).start()) {
			RawAnswer answer = host.wire().get(OAUTH);
			assertThat(answer.body()).isEqualTo("{\"issuer\":\"https://example.org/app\","
					+ "\"device_authorization_endpoint\":\"https://example.org/app/clilogin/device\","
					+ "\"token_endpoint\":\"https://example.org/app/clilogin/token\","
					+ "\"revocation_endpoint\":\"https://example.org/app/clilogin/revoke\","
					+ "\"grant_types_supported\":[\"urn:ietf:params:oauth:grant-type:device_code\"],"
					+ "\"response_types_supported\":[\"none\"],"
					+ "\"token_endpoint_auth_methods_supported\":[\"none\"],"
					+ "\"revocation_endpoint_auth_methods_supported\":[\"none\"]}");
			assertThat(answer.header("Content-Type")).containsExactly("application/json");
			assertThat(host.wire().get(OAUTH + "/app").body()).isEqualTo(answer.body());
			assertThat(host.wire().get(OPENID).body()).isEqualTo(answer.body());
			assertThat(host.wire().get("/.well-known/other").status()).isIn(401, 403, 302);
		}
	}

	@Test
	void aDocumentOfTheHostsOwnWins() {
		try (TestHost host = with(Own.class, Open.class)) {
			assertThat(host.wire().get(OAUTH).body()).isEqualTo("own");
			assertThat(host.wire().get(OPENID).text("issuer")).isEqualTo("https://example.org");
		}
	}

	@Test
	void aDocumentOfTheHostsOwnStaysAsClosedAsTheHostKeepsIt() {
		try (TestHost host = with(Own.class)) {
			assertThat(host.wire().get(OAUTH).status()).isIn(401, 403);
			assertThat(host.wire().get(OPENID).text("issuer")).isEqualTo("https://example.org");
			assertThat(host.wire().form(OPENID, "").status()).isIn(401, 403);
		}
	}

	@Test
	void aFilterOfTheHostsThatServesADocumentWins() {
		try (TestHost host = with(OwnFilter.class)) {
			assertThat(host.wire().get(OPENID).body()).isEqualTo("filter");
			assertThat(host.wire().get(OAUTH).text("issuer")).isEqualTo("https://example.org");
		}
	}

	@Test
	void whereNoChainCoversThePathTheDocumentIsServedAllTheSame() {
		try (TestHost host = with(Uncovered.class)) {
			assertThat(host.wire().get(OAUTH).text("issuer")).isEqualTo("https://example.org");
			assertThat(host.wire().form(OAUTH, "").error()).isEqualTo("405 invalid_request");
		}
	}

	@Test
	void whatIsOffStaysWithTheHost() {
		try (TestHost host = TestHost.with().baseUrl("https://example.org").start()) {
			assertThat(host.wire().get(OAUTH).status()).isIn(401, 403);
		}
	}

	private static TestHost with(Class<?>... configurations) {
		TestHost.Builder host = TestHost.with().baseUrl("https://example.org").configuration(Metadata.class);
		Stream.of(configurations).forEach(host::configuration);
		return host.start();
	}

	@Test
	void withoutABaseUrlThereIsNoIssuer() {
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), Duration.ZERO, 1, "user_code", 1, Clock.systemUTC());
		assertThatIllegalArgumentException().isThrownBy(() -> MetadataRoutes.paths(settings))
			.withMessageContaining("clilogin.base-url");
		assertThat(MetadataRoutes.paths(new CliLoginWebSettings(settings.paths(), URI.create("https://example.org/"),
				null, settings.interval(), Duration.ZERO, 1, "user_code", 1, settings.clock())))
			.containsExactly(OAUTH, OPENID);
	}

	/** Switches the metadata on. */
	@Configuration(proxyBeanMethods = false)
	static class Metadata {

		@Bean(autowireCandidate = false)
		HandlerMapping metadataMapping(CliLoginService service, CliLoginWebSettings settings) {
			return CliLoginWeb.handlerMappingAfterHost(List.of(CliLoginWeb.metadataEndpoints(service, settings)));
		}

		@Bean
		Customizer<HttpSecurity> metadata(CliLoginService service, CliLoginWebSettings settings,
				ListableBeanFactory host) {
			Filter filter = CliLoginWeb.metadataFilter(service, settings, host);
			return (http) -> http.addFilterBefore(filter, AuthorizationFilter.class);
		}

	}

	/** A host that lets everybody read what is well known. */
	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		@Order(0)
		SecurityFilterChain openChain(HttpSecurity http) throws Exception {
			return http.securityMatcher("/.well-known/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	/** A host that serves metadata as Spring Authorization Server does. */
	@Configuration(proxyBeanMethods = false)
	static class OwnFilter {

		@Bean
		@Order(0)
		SecurityFilterChain ownChain(HttpSecurity http) throws Exception {
			PathPatternRequestMatcher openId = PathPatternRequestMatcher.withDefaults().matcher(OPENID);
			return http.securityMatcher("/.well-known/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.addFilterBefore((request, response, chain) -> {
					if (openId.matches((HttpServletRequest) request)) {
						response.getWriter().write("filter");
					}
					else {
						chain.doFilter(request, response);
					}
				}, AbstractPreAuthenticatedProcessingFilter.class)
				.build();
		}

	}

	/** A host without rules for what is well known. */
	@Configuration(proxyBeanMethods = false)
	static class Uncovered {

		@Bean
		@Order(0)
		SecurityFilterChain nothing() {
			return new DefaultSecurityFilterChain(PathPatternRequestMatcher.withDefaults().matcher("/.well-known/**"));
		}

	}

	/** A host that serves metadata of its own. */
	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		WellKnown wellKnown() {
			return new WellKnown();
		}

	}

	/** Serves one document. */
	@RestController
	static final class WellKnown {

		@GetMapping(OAUTH)
		String document() {
			return "own";
		}

	}

}
