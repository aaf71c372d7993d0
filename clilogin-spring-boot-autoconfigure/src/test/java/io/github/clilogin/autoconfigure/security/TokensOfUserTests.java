package io.github.clilogin.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that users list and revoke their tokens, in a browser and from a CLI.
 */
class TokensOfUserTests {

	@AutoClose
	private static final HostApplication host = HostApplication.start(TwoUsers.class, "clilogin.endpoints.cli=true",
			"clilogin.endpoints.tokens=true", "clilogin.api.paths=/api/**", "clilogin.clients.acme=Acme CLI",
			"clilogin.login.scopes=read");

	private TestBrowser browser = host.browser();

	@BeforeEach
	void signIn() {
		host.service().revokeAll("ann");
		this.browser.as("ann");
	}

	private static TestCli confirmed(String device) {
		return host.confirm(host.cli(Map.of("device_name", device)));
	}

	@Test
	void listDistinguishesTheTokensOfAUser() {
		TestCli laptop = confirmed("laptop");
		String token = laptop.token();
		TestCli server = confirmed("server");
		server.token();
		List<JsonNode> seen = list(TestCli.bearer(token));
		assertThat(seen).extracting((login) -> login.get("device").asString())
			.containsExactlyInAnyOrder("laptop", "server");
		JsonNode own = seen.stream().filter((login) -> login.get("current").asBoolean()).findFirst().orElseThrow();
		assertThat(own.propertyNames()).containsExactlyInAnyOrder("tokenId", "name", "client", "device", "scopes",
				"proof", "createdAt", "lastUsedAt", "expiresAt", "current");
		assertThat(own.get("tokenId").asString()).isEqualTo(host.loginOf(laptop).id());
		assertThat(own.get("name").asString()).isEqualTo("Acme CLI / laptop");
		assertThat(own.get("client").asString()).isEqualTo("Acme CLI");
		assertThat(list()).hasSize(2).noneMatch((login) -> login.get("current").asBoolean());
		assertThat(list()).filteredOn((login) -> !login.has("lastUsedAt"))
			.singleElement()
			.returns(host.loginOf(server).id(), (login) -> login.get("tokenId").asString());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void oneCliIsLoggedOut(boolean browser) {
		TestCli gone = confirmed("lost");
		String token = gone.token();
		String who = browser ? csrf() : TestCli.bearer(host.confirmedCli().token());
		assertThat(revoke("{\"tokenId\":\"" + host.loginOf(gone).id() + "\"}", who)).isEqualTo("200 {\"revoked\":1}");
		assertThat(status(token)).isEqualTo(401);
		assertThat(revoke("{\"tokenId\":\"" + host.loginOf(gone).id() + "\"}", who)).isEqualTo("200 {\"revoked\":0}");
	}

	@Test
	void cliLogsOutAllOthersThenItself() {
		String first = confirmed("first").token();
		String second = confirmed("second").token();
		TestCli waiting = confirmed("waiting");
		assertThat(revoke("{\"others\":true}", TestCli.bearer(first))).isEqualTo("200 {\"revoked\":2}");
		assertThat(status(second)).isEqualTo(401);
		assertThat(waiting.poll().error()).isEqualTo("400 access_denied");
		assertThat(status(first)).isEqualTo(200);
		assertThat(revoke("{\"all\":true}", TestCli.bearer(first))).isEqualTo("200 {\"revoked\":1}");
		assertThat(status(first)).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"all\":true}", "{\"others\":true}" })
	void browserLogsOutAll(String which) {
		String token = host.confirmedCli().token();
		assertThat(revoke(which, csrf())).isEqualTo("200 {\"revoked\":1}");
		assertThat(status(token)).isEqualTo(401);
		assertThat(this.browser.get("/other").status()).isEqualTo(200);
	}

	@Test
	void foreignOrUnknownIdIsNotFound() {
		TestCli anns = host.confirmedCli();
		String token = anns.token();
		this.browser = host.browser().as("ben");
		for (String id : List.of(host.loginOf(anns).id(), "0".repeat(64), "x")) {
			assertThat(revoke("{\"tokenId\":\"" + id + "\"}", csrf())).startsWith("404 {\"error\":\"invalid_request\"");
		}
		assertThat(list()).isEmpty();
		assertThat(status(token)).isEqualTo(200);
	}

	@Test
	void signingOutInTheBrowserKeepsTokens() {
		String token = host.confirmedCli().token();
		this.browser.post("/logout", Map.of("_csrf", this.browser.csrf()));
		assertThat(this.browser.get("/other").status()).isEqualTo(401);
		assertThat(status(token)).isEqualTo(200);
	}

	@Test
	void cliRevokesItsTokenByRfc7009() {
		String token = host.confirmedCli().token();
		for (Map<String, String> form : List.of(Map.of("token", token, "token_type_hint", "refresh_token"),
				Map.of("token", token), Map.of("token", "unknown"))) {
			RawResponse answer = host.wire().form("/clilogin/revoke", form);
			assertThat(answer.status() + answer.body()).isEqualTo("200{}");
			assertThat(status(token)).isEqualTo(401);
		}
	}

	private List<JsonNode> list(String... who) {
		List<JsonNode> tokens = new ArrayList<>();
		this.browser.get("/clilogin/tokens", who).json().get("tokens").forEach(tokens::add);
		return tokens;
	}

	private String revoke(String body, String... who) {
		View answer = this.browser.json("/clilogin/tokens/revoke", body, who);
		return answer.status() + " " + answer.html();
	}

	private String csrf() {
		return "X-CSRF-TOKEN: " + this.browser.csrf();
	}

	private int status(String token) {
		return this.browser.get("/api/me", TestCli.bearer(token)).status();
	}

	/**
	 * A host with two users.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class TwoUsers {

		@Bean
		UserDetailsService accounts() {
			return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
		}

	}

}
