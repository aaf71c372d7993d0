package com.example.jpa;

import java.time.Duration;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that the host application works as without the starter.
 */
@ExtendWith(OutputCaptureExtension.class)
class NothingEnabledTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.start(JpaApplication.class);
	}

	@Test
	void userSignsIn() {
		Browser browser = new Browser();
		browser.signIn(browser.open(host.url() + "/login"), "ann");
		assertThat(browser.open(host.url() + "/api/email").body()).isEqualTo("ann@example.com");
	}

	@Test
	void springDataFindsOneModule(CapturedOutput output) {
		assertThat(Log.lines(output.getAll(), "strict repository")).isEmpty();
	}

	@Test
	void logContainsNoWarning(CapturedOutput output) {
		assertThat(Log.warnings(output.getAll())).isEmpty();
	}

	@Test
	void logMentionsNeitherCliloginNorMongoDb(CapturedOutput output) {
		assertThat(Log.lines(output.getAll(), "clilogin")).isEmpty();
		assertThat(Log.lines(output.getAll(), "mongo")).isEmpty();
	}

	@Test
	void healthIsUpAtOnce() {
		Answer health = new Terminal(host.url()).getWith("/actuator/health");
		assertThat(health.body()).contains("\"db\"").doesNotContain("mongo");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.time()).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void noTableIsCreated() {
		assertThat(host.bean(JdbcClient.class)
			.sql("select table_name from information_schema.tables where table_name like 'CLILOGIN%'")
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void noMongoClientExists() {
		assertThat(host.hasBeanOf("com.mongodb")).isFalse();
	}

	@Test
	void endpointsAreAbsent() {
		assertThat(new Terminal(host.url()).start().status()).isIn(302, 403);
	}

}
