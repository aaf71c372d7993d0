package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.clilogin.CliLoginService;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users see of their command lines and how they log them out, in a browser and from
 * a command line.
 */
class TokensOfUserTests {

	private static Host host;

	@BeforeAll
	static void start() {
		host = Host.start(TwoUsers.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.tokens=true",
				"clilogin.api.paths=/api/**", "clilogin.clients.acme=Acme CLI", "clilogin.login.scopes=read");
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@BeforeEach
	void signIn() throws Exception {
		host.forgetCookies();
		host.bean(CliLoginService.class).revokeAll("ann");
		host.signIn();
	}

	@Test
	void listSaysWhatAUserNeedsToKnowEachFromAnother() throws Exception {
		CommandLine laptop = new CommandLine(host, "laptop").confirmed();
		String token = laptop.token();
		CommandLine server = new CommandLine(host, "server").confirmed();
		server.token();
		List<JsonNode> seen = list(CommandLine.bearer(token));
		assertThat(seen).extracting((login) -> login.get("device").asString())
			.containsExactlyInAnyOrder("laptop", "server");
		JsonNode own = seen.stream().filter((login) -> login.get("current").asBoolean()).findFirst().orElseThrow();
		assertThat(own.propertyNames()).containsExactlyInAnyOrder("tokenId", "name", "client", "device", "scopes",
				"createdAt", "lastUsedAt", "expiresAt", "current");
		assertThat(own.get("tokenId").asString()).isEqualTo(laptop.login().id());
		assertThat(own.get("name").asString()).isEqualTo("Acme CLI / laptop");
		assertThat(own.get("client").asString()).isEqualTo("Acme CLI");
		assertThat(list()).hasSize(2).noneMatch((login) -> login.get("current").asBoolean());
		assertThat(list()).filteredOn((login) -> !login.has("lastUsedAt"))
			.singleElement()
			.returns(server.login().id(), (login) -> login.get("tokenId").asString());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void oneIsLoggedOut(boolean browser) throws Exception {
		CommandLine gone = new CommandLine(host, "lost").confirmed();
		String token = gone.token();
		String[] who = browser ? csrf() : CommandLine.bearer(new CommandLine(host, "laptop").confirmed().token());
		assertThat(revoke("{\"tokenId\":\"" + gone.login().id() + "\"}", who)).isEqualTo("200 {\"revoked\":1}");
		assertThat(status(token)).isEqualTo(401);
		assertThat(revoke("{\"tokenId\":\"" + gone.login().id() + "\"}", who)).isEqualTo("200 {\"revoked\":0}");
	}

	@Test
	void commandLineLogsOutAllOthersThenItself() throws Exception {
		String first = new CommandLine(host, "first").confirmed().token();
		String second = new CommandLine(host, "second").confirmed().token();
		CommandLine waiting = new CommandLine(host, "waiting").confirmed();
		assertThat(revoke("{\"others\":true}", CommandLine.bearer(first))).isEqualTo("200 {\"revoked\":2}");
		assertThat(status(second)).isEqualTo(401);
		assertThat(CommandLine.error(waiting.poll())).isEqualTo("400 access_denied");
		assertThat(status(first)).isEqualTo(200);
		assertThat(revoke("{\"all\":true}", CommandLine.bearer(first))).isEqualTo("200 {\"revoked\":1}");
		assertThat(status(first)).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"all\":true}", "{\"others\":true}" })
	void browserLogsOutAll(String which) throws Exception {
		String token = new CommandLine(host, "laptop").confirmed().token();
		assertThat(revoke(which, csrf())).isEqualTo("200 {\"revoked\":1}");
		assertThat(status(token)).isEqualTo(401);
		assertThat(host.get("/other").statusCode()).isEqualTo(200);
	}

	@Test
	void foreignOrUnknownIdIsNotFound() throws Exception {
		CommandLine anns = new CommandLine(host, "laptop").confirmed();
		String token = anns.token();
		host.forgetCookies();
		host.signIn("ben");
		for (String id : List.of(anns.login().id(), "0".repeat(64), "x")) {
			assertThat(revoke("{\"tokenId\":\"" + id + "\"}", csrf())).startsWith("404 {\"error\":\"invalid_request\"");
		}
		assertThat(list()).isEmpty();
		assertThat(status(token)).isEqualTo(200);
	}

	@Test
	void signingOutInTheBrowserLeavesCommandLinesAlone() throws Exception {
		String token = new CommandLine(host, "laptop").confirmed().token();
		host.post("/logout", Map.of("_csrf", host.csrf("/login")));
		assertThat(host.get("/other").statusCode()).isEqualTo(401);
		assertThat(status(token)).isEqualTo(200);
	}

	@Test
	void commandLineEndsItsTokenByRfc7009() throws Exception {
		String token = new CommandLine(host, "laptop").confirmed().token();
		for (Map<String, String> form : List.of(Map.of("token", token, "token_type_hint", "refresh_token"),
				Map.of("token", token), Map.of("token", "unknown"))) {
			HttpResponse<String> answer = host.post("/clilogin/revoke", form);
			assertThat(answer.statusCode() + answer.body()).isEqualTo("200{}");
			assertThat(status(token)).isEqualTo(401);
		}
	}

	private static List<JsonNode> list(String... who) throws Exception {
		List<JsonNode> tokens = new ArrayList<>();
		CommandLine.json(host.get("/clilogin/tokens", who)).get("tokens").forEach(tokens::add);
		return tokens;
	}

	private static String revoke(String body, String... who) throws Exception {
		HttpResponse<String> answer = host.json("/clilogin/tokens/revoke", body, who);
		return answer.statusCode() + " " + answer.body();
	}

	private static String[] csrf() throws Exception {
		return new String[] { "X-CSRF-TOKEN", host.csrf("/login") };
	}

	private static int status(String token) throws Exception {
		return host.get("/api/me", CommandLine.bearer(token)).statusCode();
	}

	/**
	 * A host with two users.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
	static class TwoUsers {

		@Bean
		UserDetailsService accounts() {
			return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
		}

	}

}
