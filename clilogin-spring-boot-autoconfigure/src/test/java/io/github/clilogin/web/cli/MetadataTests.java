package io.github.clilogin.web.cli;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests the metadata, over HTTP.
 */
class MetadataTests {

	private static final String OAUTH = "/.well-known/oauth-authorization-server";

	private static final String OPENID = "/.well-known/openid-configuration";

	@Test
	void clientsFindTheDocumentInAllPlacesTheyLook() {
		try (HostApplication host = ControlledHost.start("clilogin.base-url=https://example.org/app",
				"clilogin.endpoints.metadata=true")) {
			RawResponse answer = host.wire().get(OAUTH);
			assertThat(answer.body()).isEqualTo("{\"issuer\":\"https://example.org/app\","
					+ "\"device_authorization_endpoint\":\"https://example.org/app/clilogin/device\","
					+ "\"token_endpoint\":\"https://example.org/app/clilogin/token\","
					+ "\"revocation_endpoint\":\"https://example.org/app/clilogin/revoke\","
					+ "\"grant_types_supported\":[\"urn:ietf:params:oauth:grant-type:device_code\"],"
					+ "\"response_types_supported\":[\"none\"],"
					+ "\"token_endpoint_auth_methods_supported\":[\"none\"],"
					+ "\"revocation_endpoint_auth_methods_supported\":[\"none\"],"
					+ "\"code_challenge_methods_supported\":[\"S256\"]}");
			assertThat(answer.header("Content-Type")).containsExactly("application/json");
			assertThat(host.wire().get(OAUTH + "/app").body()).isEqualTo(answer.body());
			assertThat(host.wire().get(OPENID).body()).isEqualTo(answer.body());
			assertThat(host.wire().get("/.well-known/other").status()).isIn(401, 403, 302);
		}
	}

	@Test
	void theDocumentIsPublicEvenIfTheHostDeniesAllRequests() {
		try (HostApplication host = ControlledHost.with()
			.property("clilogin.base-url", "https://example.org")
			.property("clilogin.endpoints.metadata", true)
			.configuration(Denying.class)
			.start()) {
			assertThat(host.wire().get(OAUTH).text("issuer")).isEqualTo("https://example.org");
			assertThat(host.wire().form(OAUTH, "").error()).isEqualTo("405 invalid_request");
			assertThat(host.wire().get("/.well-known/other").status()).isIn(401, 403);
		}
	}

	@Test
	void aDocumentOfTheHostIsServedIfMetadataIsDisabled() {
		try (HostApplication host = ControlledHost.with()
			.property("clilogin.base-url", "https://example.org")
			.configuration(Own.class)
			.configuration(Open.class)
			.start()) {
			assertThat(host.wire().get(OAUTH).body()).isEqualTo("own");
		}
	}

	@Test
	void disabledMetadataIsLeftToTheHost() {
		try (HostApplication host = ControlledHost.start("clilogin.base-url=https://example.org")) {
			assertThat(host.wire().get(OAUTH).status()).isIn(401, 403);
		}
	}

	@Test
	void theIssuerIsOmittedWithoutABaseUrl() {
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), Duration.ZERO, 1, "user_code", 1, List.of(), null, true, Clock.systemUTC());
		assertThatIllegalArgumentException().isThrownBy(settings::metadataPaths)
			.withMessageContaining("clilogin.base-url");
		assertThat(
				new CliLoginWebSettings(settings.paths(), URI.create("https://example.org/"), null, settings.interval(),
						Duration.ZERO, 1, "user_code", 1, List.of(), null, true, settings.clock())
					.metadataPaths())
			.containsExactly(OAUTH, OPENID);
	}

	/** A host that denies the well-known paths. */
	@Configuration(proxyBeanMethods = false)
	static class Denying {

		@Bean
		@Order(0)
		SecurityFilterChain denyingChain(HttpSecurity http) throws Exception {
			return http.securityMatcher("/.well-known/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
				.build();
		}

	}

	/** A host that permits the well-known paths. */
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
