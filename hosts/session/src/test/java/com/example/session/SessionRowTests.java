package com.example.session;

import java.util.List;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the sessions in the database.
 */
class SessionRowTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.start(List.of(SessionApplication.class), RunningHost.LOGIN);
	}

	@Test
	void aBrowserHasASessionAndACliHasNone() {
		Terminal terminal = new Terminal(host.url());
		Answer login = terminal.start();
		assertThat(terminal.poll(login).field("error")).isEqualTo("authorization_pending");
		assertThat(sessions()).isZero();

		String token = terminal.login(new Browser(), "ann");
		int ofTheBrowser = sessions();
		assertThat(ofTheBrowser).isPositive();

		assertThat(terminal.get("/api/cli", token).status()).isEqualTo(200);
		assertThat(terminal.get("/api/absent", token).status()).isEqualTo(404);
		assertThat(terminal.get("/api/cli", "clt_unknown").status()).isEqualTo(401);
		assertThat(terminal.getWith("/clilogin/device").status()).isEqualTo(405);
		assertThat(sessions()).isEqualTo(ofTheBrowser);
	}

	private static int sessions() {
		Integer count = host.context()
			.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from spring_session", Integer.class);
		return (count != null) ? count : 0;
	}

}
