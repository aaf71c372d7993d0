package com.example.oauth2.resource;

import java.util.List;

import com.example.login.Answer;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import com.example.oauth2.Provider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls controllers with a JSON Web Token and with a token of a CLI. Users confirm in a
 * front end that calls the endpoints with their JSON Web Token.
 */
class ResourceServerTests {

	@AutoClose
	private static final Provider provider = new Provider();

	@AutoClose
	private static RunningHost host;

	@AutoClose
	private static RunningHost hostWithOwnUsers;

	@BeforeAll
	static void start() {
		List<String> properties = List.of(
				"--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + provider.url("/oauth2/jwks"),
				"--clilogin.store=memory", "--clilogin.endpoints.cli=true", "--clilogin.endpoints.logins=true",
				"--clilogin.verification-uri=https://app.example.com/cli", "--clilogin.api.paths=/api/**");
		host = RunningHost.start(List.of(ResourceApplication.class), properties);
		hostWithOwnUsers = RunningHost.start(List.of(ResourceApplication.class, JwtUserService.class), properties);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "urn:example:17", ":17" })
	void tokenHasTheNameOfTheJsonWebToken(String subject) {
		Terminal terminal = new Terminal(host.url());
		assertThat(terminal.get("/api/name", provider.jwt(subject)).body()).isEqualTo(subject);
		assertThat(terminal.get("/api/name", token(host, subject)).body()).isEqualTo(subject);
	}

	@Test
	void controllersGetAJsonWebTokenFromACliUserService() {
		Terminal terminal = new Terminal(hostWithOwnUsers.url());
		assertThat(terminal.get("/api/subject", provider.jwt("ann")).body()).isEqualTo("ann");
		assertThat(terminal.get("/api/subject", token(hostWithOwnUsers, "ann")).body()).isEqualTo("ann");
		assertThat(terminal.get("/api/name", token(hostWithOwnUsers, "ann")).body()).isEqualTo("ann");
	}

	@Test
	void eachTokenIsAcceptedOnItsOwnPathsOnly() {
		Terminal terminal = new Terminal(host.url());
		assertThat(terminal.get("/internal/name", provider.jwt("ann")).body()).isEqualTo("ann");
		assertThat(terminal.get("/internal/name", token(host, "ann")).status()).isEqualTo(401);
		assertThat(terminal.get("/api/name", "clt_unknown").status()).isEqualTo(401);
		assertThat(terminal.get("/api/name", provider.jwt("ann") + "x").status()).isEqualTo(401);
		assertThat(terminal.getWith("/api/name").status()).isEqualTo(401);
	}

	private static String token(RunningHost host, String subject) {
		Terminal terminal = new Terminal(host.url());
		Answer login = terminal.start();
		String jwt = provider.jwt(subject);
		String id = terminal.get("/clilogin/logins?user_code=" + login.field("user_code"), jwt).field("id");
		Answer confirmed = terminal.post("/clilogin/logins/" + id + "/confirm", jwt, "{}");
		assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
		return terminal.poll(login).field("access_token");
	}

}
