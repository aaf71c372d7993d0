package com.example.webflux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import com.example.login.Answer;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
		host = RunningHost.start(WebFluxApplication.class);
	}

	@Test
	void userCallsTheApi() {
		String credentials = Base64.getEncoder().encodeToString("ann:demo".getBytes(StandardCharsets.UTF_8));
		Answer me = new Terminal(host.url()).getWith("/api/me", "Authorization", "Basic " + credentials);
		assertThat(me.body()).isEqualTo("ann");
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
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.time()).isLessThan(Duration.ofSeconds(5));
	}

}
