package com.example.datajdbc;

import com.example.login.Answer;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts logins in a database without the tables.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingTableTests {

	@Test
	void isReportedOnceWithTheScript(CapturedOutput output) {
		try (RunningHost host = RunningHost.startEnabled(DataJdbcApplication.class,
				"--spring.datasource.url=jdbc:h2:mem:missing", "--clilogin.jdbc.initialize-schema=never")) {
			Terminal terminal = new Terminal(host.url());
			for (int i = 0; i < 3; i++) {
				Answer start = terminal.start();
				assertThat(start.status()).isEqualTo(503);
				assertThat(start.headers()).containsKey("Retry-After");
			}
		}
		assertThat(Log.warnings(output.getAll())).singleElement()
			.asString()
			.startsWith("WARN ")
			.contains("clilogin_logins", "schema-", "h2", "does not exist");
		assertThat(Log.lines(output.getAll(), "\tat ")).isEmpty();
	}

}
