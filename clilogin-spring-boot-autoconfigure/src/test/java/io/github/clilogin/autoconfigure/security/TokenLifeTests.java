package io.github.clilogin.autoconfigure.security;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the lifetime of a token and the traces of its use.
 */
class TokenLifeTests {

	@AutoClose
	private static final HostApplication host = HostApplication.start(WithClock.class, "clilogin.endpoints.cli=true",
			"clilogin.endpoints.tokens=true", "clilogin.api.paths=/api/**", "clilogin.token.lifetime=2d",
			"clilogin.token.idle=1d");

	private static final MovableClock clock = host.bean(MovableClock.class);

	@Test
	void tokenExpiresEvenIfItIsUsed() {
		String token = collected().token();
		for (int i = 0; i < 3; i++) {
			clock.advance(Duration.ofHours(16).minusMillis(1));
			assertThat(call(token).status()).isEqualTo(200);
		}
		clock.advance(Duration.ofMillis(3));
		RawResponse refused = call(token);
		assertThat(refused.error()).isEqualTo("401 invalid_token");
		assertThat(refused.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
	}

	@Test
	void unusedTokenExpires() {
		String used = collected().token();
		String unused = collected().token();
		clock.advance(Duration.ofDays(1).minusMillis(1));
		assertThat(call(used).status()).isEqualTo(200);
		clock.advance(Duration.ofMillis(1));
		assertThat(call(unused).status()).isEqualTo(401);
		clock.advance(Duration.ofDays(1).minusMillis(2));
		assertThat(call(used).status()).isEqualTo(200);
	}

	@Test
	void expiredTokenIsNotListed() {
		TestCli commandLine = collected();
		assertThat(listed(host.loginOf(commandLine).id()).isMissingNode()).isFalse();
		clock.advance(Duration.ofDays(1));
		assertThat(listed(host.loginOf(commandLine).id()).isMissingNode()).isTrue();
	}

	@Test
	void useIsStoredEveryFiveMinutesAtMost() {
		TestCli commandLine = collected();
		String id = host.loginOf(commandLine).id();
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
	void firstUseEndsTheGraceAndErasesTheSourceOfTheToken() {
		TestCli commandLine = collected();
		String token = commandLine.token();
		assertThat(commandLine.token()).isEqualTo(token);
		assertThat(host.loginOf(commandLine).pendingCredential()).isNotNull();
		assertThat(call(token).status()).isEqualTo(200);
		assertThat(commandLine.poll().error()).isEqualTo("400 invalid_grant");
		CliLogin login = host.loginOf(commandLine);
		assertThat(login.pendingCredential()).isNull();
		assertThat(login.issuedCredential()).isNotNull().satisfies((issuedCredential) -> {
			assertThat(issuedCredential.redeliverUntil()).isNull();
		});
	}

	@Test
	void sourceOfAnUnusedTokenIsSweptAfterTheGraceAndTheTokenLives() {
		TestCli commandLine = collected();
		String token = commandLine.token();
		clock.advance(Duration.ofMinutes(5));
		assertThat(commandLine.poll().error()).isEqualTo("400 invalid_grant");
		assertThat(host.loginOf(commandLine).pendingCredential()).isNotNull();
		host.bean(CliLoginRepository.class).sweep(clock.instant().plusMillis(1));
		assertThat(host.loginOf(commandLine).pendingCredential()).isNull();
		assertThat(call(token).status()).isEqualTo(200);
	}

	private static TestCli collected() {
		TestCli commandLine = host.confirmedCli();
		commandLine.token();
		return commandLine;
	}

	private static RawResponse call(String token) {
		return host.wire().get("/api/me", TestCli.bearer(token));
	}

	/** Returns the token as its user sees it in a browser. */
	private static JsonNode listed(String id) {
		for (JsonNode token : host.wire()
			.get("/clilogin/tokens", RawConnection.basic("ann", "demo"))
			.json()
			.get("tokens")) {
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
	@Import(PlainHost.class)
	static class WithClock {

		@Bean
		MovableClock cliLoginClock() {
			return MovableClock.at(Instant.parse("2026-11-21T12:00:00.123Z"));
		}

	}

}
