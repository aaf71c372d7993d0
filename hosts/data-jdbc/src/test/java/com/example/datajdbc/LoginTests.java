package com.example.datajdbc;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in with all endpoints that a login needs. Logins are stored in the database of the
 * host, whose pool does not commit by itself.
 */
class LoginTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.startEnabled(DataJdbcApplication.class, "--spring.datasource.url=jdbc:h2:mem:logins",
				"--spring.datasource.hikari.auto-commit=false");
	}

	@Test
	void tokenOpensTheApi() {
		Terminal terminal = new Terminal(host.url());
		String token = terminal.login(new Browser(), "ann");
		assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann");
		assertThat(terminal.get("/api/customers?name=Initech", token).body()).contains("Initech");
	}

	@Test
	void loginIsARowUntilItIsRevoked() {
		Terminal terminal = new Terminal(host.url());
		String token = terminal.login(new Browser(), "ann");
		JdbcClient database = host.bean(JdbcClient.class);
		assertThat(count(database, "COLLECTED")).isPositive();
		assertThat(terminal.revoke(token).status()).isEqualTo(200);
		assertThat(terminal.get("/api/me", token).status()).isEqualTo(401);
		assertThat(count(database, "REVOKED")).isPositive();
	}

	private static long count(JdbcClient database, String status) {
		return database.sql("select count(*) from clilogin_logins where owner = 'ann' and status = ?")
			.param(status)
			.query(Long.class)
			.single();
	}

	@Test
	void cacheManagerIsTheOneOfSpringBoot() {
		assertThat(host.context().getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/*", "text", "text/html; charset=unknown" })
	void anUnusualContentTypeReachesTheHost(String contentType) {
		Terminal terminal = new Terminal(host.url());
		String token = terminal.login(new Browser(), "ann");
		Answer answer = terminal.getWith("/api/me", "Content-Type", contentType, "Authorization", "Bearer " + token);
		assertThat(answer.status() + " " + answer.body()).isEqualTo("200 ann");
	}

}
