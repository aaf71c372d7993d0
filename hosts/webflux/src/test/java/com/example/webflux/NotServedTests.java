package com.example.webflux;

import com.example.login.Log;
import com.example.login.RunningHost;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Enables endpoints that a host application with Spring WebFlux cannot have.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotServedTests {

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
			"clilogin.endpoints.logins=true", "clilogin.endpoints.tokens=true", "clilogin.endpoints.metadata=true",
			"clilogin.api.paths=/api/**" })
	void startSaysThatWebFluxIsNotSupported(String property, CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> RunningHost
					.start(WebFluxApplication.class, "--" + property, "--clilogin.store=memory",
							"--clilogin.base-url=https://app.example.com")
					.close());
		assertThat(Log.failureAnalysis(output.getAll())).contains(property.substring(0, property.indexOf('=')),
				"in a WebFlux application", "CliLoginService");
	}

}
