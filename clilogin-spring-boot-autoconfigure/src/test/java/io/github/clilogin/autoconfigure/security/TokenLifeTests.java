package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long an own token lives, and what its use leaves behind.
 */
class TokenLifeTests {

	private static final String BASIC = "Basic YW5uOmRlbW8=";

	private static Host host;

	private static MovableClock clock;

	@BeforeAll
	static void start() {
		host = Host.start(WithClock.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.tokens=true",
				"clilogin.api.paths=/api/**", "clilogin.token.lifetime=2d", "clilogin.token.idle=1d");
		clock = host.bean(MovableClock.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void tokenEndsHoweverMuchItIsUsed() throws Exception {
		String token = collected().token();
		for (int i = 0; i < 3; i++) {
			clock.advance(Duration.ofHours(16).minusMillis(1));
			assertThat(call(token).statusCode()).isEqualTo(200);
		}
		clock.advance(Duration.ofMillis(3));
		HttpResponse<String> refused = call(token);
		assertThat(CommandLine.error(refused)).isEqualTo("401 invalid_token");
		assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
	}

	@Test
	void tokenEndsWhenItIsNotUsed() throws Exception {
		String used = collected().token();
		String unused = collected().token();
		clock.advance(Duration.ofDays(1).minusMillis(1));
		assertThat(call(used).statusCode()).isEqualTo(200);
		clock.advance(Duration.ofMillis(1));
		assertThat(call(unused).statusCode()).isEqualTo(401);
		clock.advance(Duration.ofDays(1).minusMillis(2));
		assertThat(call(used).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenThatEndedIsNotListed() throws Exception {
		CommandLine commandLine = collected();
		assertThat(listed(commandLine.login().id()).isMissingNode()).isFalse();
		clock.advance(Duration.ofDays(1));
		assertThat(listed(commandLine.login().id()).isMissingNode()).isTrue();
	}

	@Test
	void useIsNotedEveryFiveMinutesAtMost() throws Exception {
		CommandLine commandLine = collected();
		String id = commandLine.login().id();
		assertThat(listed(id).has("lastUsedAt")).isFalse();
		String token = commandLine.token();
		Instant first = clock.instant();
		call(token);
		clock.advance(Duration.ofMinutes(5));
		call(token);
		assertThat(listed(id).get("lastUsedAt").asString()).isEqualTo(first.toString());
		clock.advance(Duration.ofMillis(1));
		call(token);
		assertThat(listed(id).get("lastUsedAt").asString()).isEqualTo(clock.instant().toString());
	}

	@Test
	void firstUseEndsTheGraceAndErasesWhatTheTokenIsDerivedFrom() throws Exception {
		CommandLine commandLine = collected();
		String token = commandLine.token();
		assertThat(commandLine.token()).isEqualTo(token);
		assertThat(commandLine.login().pendingCredential()).isNotNull();
		assertThat(call(token).statusCode()).isEqualTo(200);
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 invalid_grant");
		CliLogin login = commandLine.login();
		assertThat(login.pendingCredential()).isNull();
		assertThat(login.issuedCredential()).isNotNull().satisfies((issuedCredential) -> {
			assertThat(issuedCredential.redeliverUntil()).isNull();
		});
	}

	@Test
	void whatWasNeverUsedIsSweptAfterTheGraceAndTheTokenLives() throws Exception {
		CommandLine commandLine = collected();
		String token = commandLine.token();
		clock.advance(Duration.ofMinutes(5));
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 invalid_grant");
		assertThat(commandLine.login().pendingCredential()).isNotNull();
		host.bean(CliLoginRepository.class).sweep(clock.instant().plusMillis(1));
		assertThat(commandLine.login().pendingCredential()).isNull();
		assertThat(call(token).statusCode()).isEqualTo(200);
	}

	private static CommandLine collected() throws Exception {
		CommandLine commandLine = new CommandLine(host, "laptop").confirmed();
		commandLine.token();
		return commandLine;
	}

	private static HttpResponse<String> call(String token) throws Exception {
		return host.get("/api/me", CommandLine.bearer(token));
	}

	/** As its user sees it in a browser. */
	private static JsonNode listed(String id) throws Exception {
		for (JsonNode token : CommandLine.json(host.get("/clilogin/tokens", "Authorization", BASIC)).get("tokens")) {
			if (token.get("tokenId").asString().equals(id)) {
				return token;
			}
		}
		return MissingNode.getInstance();
	}

	/**
	 * A host whose time can be moved.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
	static class WithClock {

		@Bean
		MovableClock clock() {
			return MovableClock.at(Instant.parse("2026-11-21T12:00:00.123Z"));
		}

	}

}
