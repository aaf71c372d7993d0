package com.example.aot;

import java.util.concurrent.TimeUnit;

import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the processed jar.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class AotTests {

	@Test
	void loginWorks() throws Exception {
		try (AotJar jar = AotJar.start()) {
			assertThat(jar.output()).contains("Starting AOT-processed AotApplication");
			Terminal terminal = new Terminal(jar.url());
			String token = terminal.login(new Browser(), "ann");
			assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.endpoints.tokens=true", "clilogin.endpoints.page=false",
			"clilogin.endpoints.cli=false" })
	void aSwitchThatIsChangedAfterProcessingFailsTheStart(String property) throws Exception {
		try (AotJar jar = AotJar.start("--" + property)) {
			assertThat(jar.hasStarted()).as(jar.output()).isFalse();
			assertThat(Log.failureAnalysis(jar.output())).contains(property.substring(0, property.indexOf('=')))
				.containsPattern("(?i)AOT|ahead.of.time");
		}
	}

}
