package com.example.webflux;

import com.example.login.Log;
import com.example.login.RunningHost;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Enables endpoints that a host application with Spring WebFlux cannot have.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotServedTests {

	/** Netty waits two seconds for late requests by default. */
	private static final String NO_QUIET_PERIOD = "--spring.reactor.netty.shutdown-quiet-period=0s";

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
			"clilogin.endpoints.logins=true", "clilogin.endpoints.tokens=true", "clilogin.endpoints.metadata=true",
			"clilogin.api.paths=/api/**" })
	void startSaysThatWebFluxIsNotSupported(String property, CapturedOutput output) {
		try (RunningHost host = RunningHost.start(WebFluxApplication.class, "--" + property, "--clilogin.store=memory",
				"--clilogin.base-url=https://app.example.com", NO_QUIET_PERIOD)) {
			assertThat(host.context().isRunning()).isTrue();
		}
		catch (Exception ex) {
			// The failure analysis is checked below
		}
		assertThat(Log.complaint(output.getAll())).contains(property.substring(0, property.indexOf('=')))
			.containsPattern("(?i)webflux|reactive");
	}

}
