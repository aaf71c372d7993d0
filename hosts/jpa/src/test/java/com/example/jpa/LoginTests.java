package com.example.jpa;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in with all endpoints that a login needs.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoginTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.startEnabled(JpaApplication.class, "--spring.datasource.url=jdbc:h2:mem:login");
	}

	@Test
	void tokenOpensTheApi(CapturedOutput output) {
		Terminal terminal = new Terminal(host.url());
		String token = terminal.login(new Browser(), "ann");
		assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann");
		assertThat(terminal.get("/api/email", token).body()).isEqualTo("ann@example.com");
		assertThat(Log.warnings(output.getAll())).isEmpty();
	}

	@Test
	void healthStaysUp() {
		assertThat(new Terminal(host.url()).getWith("/actuator/health").status()).isEqualTo(200);
	}

}
