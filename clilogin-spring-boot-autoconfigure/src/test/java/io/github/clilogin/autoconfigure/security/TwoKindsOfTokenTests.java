package io.github.clilogin.autoconfigure.security;

import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.JsonWebTokens;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Own tokens at the API of a host that is an OAuth 2.0 resource server, which refuses all
 * tokens it does not know.
 */
@ParameterizedClass
@ValueSource(classes = { TwoKindsOfTokenTests.ResourceServer.class, TwoKindsOfTokenTests.OwnResolver.class })
class TwoKindsOfTokenTests {

	@AutoClose
	private final HostApplication host;

	TwoKindsOfTokenTests(Class<?> configuration) {
		this.host = HostApplication.start(configuration, "clilogin.api.paths=/api/**", "clilogin.endpoints.cli=true",
				"clilogin.endpoints.logins=true");
	}

	@Test
	void eachTokenIsCheckedByItsIssuer() {
		assertThat(text(get("/api/me", this.host.token()))).isEqualTo("200 ann");
		assertThat(text(get("/api/me", JsonWebTokens.OWN.token("machine")))).isEqualTo("200 machine");
		assertThat(text(get("/api/me", "clt_unknown"))).isEqualTo("401 {\"error\":\"invalid_token\"}");
		RawResponse refused = get("/api/me", JsonWebTokens.FOREIGN.token("machine"));
		assertThat(text(refused)).isEqualTo("401 ");
		assertThat(refused.header("WWW-Authenticate")).singleElement().asString().contains("invalid_token", "JWT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "urn:example:17", ":17" })
	void tokenHasTheNameOfTheJsonWebTokenThatConfirmed(String subject) {
		TestCli cli = this.host.cli();
		RawResponse confirmed = this.host.wire()
			.json("/clilogin/logins/" + cli.id() + "/confirm", "{}",
					"Authorization: Bearer " + JsonWebTokens.OWN.token(subject));
		assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
		assertThat(text(get("/api/me", cli.token()))).isEqualTo("200 " + subject);
	}

	@Test
	void neitherTokenNeedsACsrfToken() {
		assertThat(text(post("/api/things", this.host.token()))).isEqualTo("200 made by ann");
		assertThat(text(post("/api/things", JsonWebTokens.OWN.token("machine")))).isEqualTo("200 made by machine");
	}

	@Test
	void otherPathsAcceptTheTokensOfTheHostOnly() {
		assertThat(text(get("/other", JsonWebTokens.OWN.token("machine")))).isEqualTo("200 machine");
		assertThat(get("/other", this.host.token()).status()).isEqualTo(401);
	}

	private RawResponse get(String path, String token) {
		return this.host.wire().get(path, "Authorization: Bearer " + token);
	}

	private RawResponse post(String path, String token) {
		return this.host.wire().form(path, Map.of(), "Authorization: Bearer " + token);
	}

	private static String text(RawResponse response) {
		return response.status() + " " + response.body();
	}

	/**
	 * A host that checks JSON Web Tokens.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, JsonWebTokens.ResourceServer.class })
	static class ResourceServer {

	}

	/**
	 * The same host with its own token resolver, which treats every token as one of the
	 * host.
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
