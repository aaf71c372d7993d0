package io.github.clilogin.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.SecurityFilterChain;
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
			assertThat(host.wire().get("/.well-known/openid-configuration").body()).isEqualTo(answer.body());
			assertThat(host.wire().get("/.well-known/other").status()).isIn(401, 403, 302);
		}
	}

	@Test
	void aDocumentOfTheHostsOwnWins() {
		try (TestHost host = TestHost.with()
			.baseUrl("https://example.org")
			.configuration(Metadata.class)
			.configuration(Own.class)
			.start()) {
			assertThat(host.wire().get(OAUTH).body()).isEqualTo("own");
			assertThat(host.wire().get("/.well-known/openid-configuration").text("issuer"))
				.isEqualTo("https://example.org");
		}
	}

	@Test
	void withoutABaseUrlThereIsNoIssuer() {
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), "user_code");
		assertThatIllegalArgumentException().isThrownBy(() -> MetadataRoutes.paths(settings))
			.withMessageContaining("clilogin.base-url");
		assertThat(MetadataRoutes.paths(new CliLoginWebSettings(settings.paths(), URI.create("https://example.org/"),
				null, settings.interval(), "user_code")))
			.containsExactly(OAUTH, "/.well-known/openid-configuration");
	}

	/** Switches the metadata on. */
	@Configuration(proxyBeanMethods = false)
	static class Metadata {

		@Bean(autowireCandidate = false)
		HandlerMapping metadataMapping(CliLoginService service, CliLoginWebSettings settings) {
			return CliLoginWeb.handlerMappingAfterHost(List.of(CliLoginWeb.metadataEndpoints(service, settings)));
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 1)
		SecurityFilterChain metadataChain(CliLoginWebSettings settings) {
			return CliLoginWeb.metadataFilterChain(settings, PathPatternRequestMatcher.withDefaults());
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
