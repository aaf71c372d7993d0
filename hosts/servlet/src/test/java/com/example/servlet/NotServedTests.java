package com.example.servlet;

import java.util.Objects;

import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.StartResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Enables endpoints that a host application without Spring MVC cannot have.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotServedTests {

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.endpoints.cli", "clilogin.endpoints.page", "clilogin.endpoints.logins",
			"clilogin.endpoints.tokens", "clilogin.endpoints.metadata" })
	void startSaysThatSpringMvcIsMissing(String key, CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> RunningHost
					.start(ServletApplication.class, "--" + key + "=true", "--clilogin.store=memory",
							"--clilogin.base-url=https://app.example.com")
					.close());
		assertThat(Log.failureAnalysis(output.getAll())).contains(key, "Spring MVC", "spring-boot-starter-webmvc");
	}

	@Test
	void apiAcceptsTokensThatTheApplicationIssued() {
		try (RunningHost host = RunningHost.start(ServletApplication.class, "--clilogin.api.paths=/api/**",
				"--clilogin.store=memory")) {
			Terminal terminal = new Terminal(host.url());
			assertThat(terminal.get("/api/me", token(host)).body()).isEqualTo("ann");
			assertThat(terminal.get("/api/me", "clt_unknown").status()).isEqualTo(401);
		}
	}

	private static String token(RunningHost host) {
		CliLoginService service = host.context().getBean(CliLoginService.class);
		UserDetails ann = host.context().getBean(UserDetailsService.class).loadUserByUsername("ann");
		Authentication user = UsernamePasswordAuthenticationToken.authenticated(ann, null, ann.getAuthorities());
		StartResult.Started started = (StartResult.Started) service.start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
		service.confirm(started.login().id(), user);
		return ((CollectResult.Collected) service.collect(Objects.requireNonNull(started.code()), null)).credential();
	}

}
