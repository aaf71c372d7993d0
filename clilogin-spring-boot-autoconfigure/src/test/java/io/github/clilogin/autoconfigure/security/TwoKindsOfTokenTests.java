package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

import io.github.clilogin.testsupport.JsonWebTokens;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Own tokens at the API of a host that is an OAuth 2.0 resource server, which refuses all
 * tokens it does not know.
 */
@ParameterizedClass
@ValueSource(classes = { TwoKindsOfTokenTests.ResourceServer.class, TwoKindsOfTokenTests.OwnResolver.class })
class TwoKindsOfTokenTests {

	private final Host host;

	TwoKindsOfTokenTests(Class<?> configuration) {
		this.host = Host.start(configuration, "clilogin.api.paths=/api/**");
	}

	@AfterEach
	void close() {
		this.host.close();
	}

	@Test
	void eachTokenIsCheckedByItsOwner() throws Exception {
		assertThat(text(get("/api/me", this.host.token()))).isEqualTo("200 ann");
		assertThat(text(get("/api/me", JsonWebTokens.OWN.token("machine")))).isEqualTo("200 machine");
		assertThat(text(get("/api/me", "clt_unknown"))).isEqualTo("401 {\"error\":\"invalid_token\"}");
		HttpResponse<String> refused = get("/api/me", JsonWebTokens.FOREIGN.token("machine"));
		assertThat(text(refused)).isEqualTo("401 ");
		assertThat(refused.headers().firstValue("WWW-Authenticate")).get().asString().contains("invalid_token", "JWT");
	}

	@Test
	void neitherTokenNeedsACsrfToken() throws Exception {
		assertThat(text(post("/api/things", this.host.token()))).isEqualTo("200 made by ann");
		assertThat(text(post("/api/things", JsonWebTokens.OWN.token("machine")))).isEqualTo("200 made by machine");
	}

	@Test
	void restOfTheHostIsForItsOwnTokensOnly() throws Exception {
		assertThat(text(get("/other", JsonWebTokens.OWN.token("machine")))).isEqualTo("200 machine");
		assertThat(get("/other", this.host.token()).statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> get(String path, String token) throws Exception {
		return this.host.get(path, "Authorization", "Bearer " + token);
	}

	private HttpResponse<String> post(String path, String token) throws Exception {
		return this.host.post(path, Map.of(), "Authorization", "Bearer " + token);
	}

	private static String text(HttpResponse<String> response) {
		return response.statusCode() + " " + response.body();
	}

	/**
	 * A host that checks JSON Web Tokens.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ Host.Plain.class, JsonWebTokens.ResourceServer.class })
	static class ResourceServer {

	}

	/**
	 * The same host, which finds its tokens by itself and takes all for its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(ResourceServer.class)
	static class OwnResolver {

		@Bean
		BearerTokenResolver theirResolver() {
			return (request) -> {
				String header = request.getHeader("Authorization");
				return (header != null) ? header.substring("Bearer ".length()) : null;
			};
		}

	}

}
