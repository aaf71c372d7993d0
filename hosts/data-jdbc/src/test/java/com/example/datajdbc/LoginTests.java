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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in with all endpoints that a login needs.
 */
class LoginTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.start(DataJdbcApplication.class, RunningHost.LOGIN.toArray(String[]::new));
	}

	@Test
	void tokenOpensTheApi() {
		Terminal terminal = new Terminal(host.url());
		String token = terminal.login(new Browser(), "ann");
		assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann");
		assertThat(terminal.get("/api/customers?name=Initech", token).body()).contains("Initech");
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
