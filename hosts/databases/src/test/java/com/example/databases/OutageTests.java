package com.example.databases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in while the database fails, as the table of the guide says.
 */
class OutageTests {

	@Test
	void loginSurvivesAFullPool() throws SQLException {
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class,
				"--spring.datasource.url=jdbc:h2:mem:full", "--spring.datasource.hikari.maximum-pool-size=1")) {
			Terminal terminal = new Terminal(host.url());
			Answer login = terminal.start();
			new Browser().confirm(login.field("verification_uri_complete"), "ann");
			HikariDataSource pool = host.bean(HikariDataSource.class);
			try (Connection busy = pool.getConnection()) {
				pool.setConnectionTimeout(250);
				assertThat(busy.isValid(1)).isTrue();
				assertThatItIsUnavailable(terminal.start());
				assertThat(terminal.poll(login).field("error")).isEqualTo("authorization_pending");
			}
			pool.setConnectionTimeout(20_000);
			Answer collected = terminal.poll(login);
			// After a call that took long, polls are answered without the store for a
			// second
			while (collected.status() != 200) {
				assertThat(collected.field("error")).isEqualTo("authorization_pending");
				collected = terminal.poll(login);
			}
			assertThat(terminal.get("/api/me", collected.field("access_token")).body()).isEqualTo("ann");
		}
	}

	@Test
	void tokenIsAcceptedWhileTheDatabaseIsReadOnly(@TempDir Path directory) {
		String url = "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("acme") + ";WRITE_DELAY=0";
		String token;
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, url,
				"--clilogin.jdbc.initialize-schema=always")) {
			token = new Terminal(host.url()).login(new Browser(), "ann");
		}
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, url + ";ACCESS_MODE_DATA=r")) {
			Terminal terminal = new Terminal(host.url());
			for (int i = 0; i < 3; i++) {
				assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann");
				assertThatItIsUnavailable(terminal.start());
			}
		}
	}

	private static void assertThatItIsUnavailable(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers()).containsKey("Retry-After");
	}

}
