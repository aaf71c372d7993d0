package com.example.jpa;

import com.example.login.Log;
import com.example.login.RunningHost;
import io.github.clilogin.CliLoginRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts the host application with several settings of the store.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoreTests {

	@ParameterizedTest
	@ValueSource(strings = { "--clilogin.endpoints.cli=true", "--clilogin.endpoints.page=true",
			"--clilogin.endpoints.logins=true", "--clilogin.endpoints.tokens=true", "--clilogin.api.paths=/api/**" })
	void isTheDataSourceIfSomethingIsEnabled(String property) {
		try (RunningHost host = RunningHost.start(JpaApplication.class, property)) {
			assertThat(host.context().getBean(CliLoginRepository.class).getClass().getName())
				.startsWith("io.github.clilogin.jdbc.");
		}
	}

	@Test
	void failsIfMongoDbIsChosenAndNotThere(CapturedOutput output) {
		assertThatException().isThrownBy(() -> RunningHost.start(JpaApplication.class, "--clilogin.store=mongodb",
				"--clilogin.endpoints.cli=true"));
		assertThat(Log.failureAnalysis(output.getAll())).contains("clilogin.store", "mongodb")
			.containsPattern("spring-boot-starter-(data-)?mongodb");
	}

	@Test
	void failsWithTheAllowedValuesIfTheChosenStoreIsUnknown(CapturedOutput output) {
		assertThatException().isThrownBy(() -> RunningHost.start(JpaApplication.class, "--clilogin.store=redis",
				"--clilogin.endpoints.cli=true"));
		assertThat(Log.failureAnalysis(output.getAll())).contains("clilogin.store", "redis")
			.containsPattern("(?i)\\bauto\\b")
			.containsPattern("(?i)\\bmongodb\\b")
			.containsPattern("(?i)\\bjdbc\\b")
			.containsPattern("(?i)\\bmemory\\b");
	}

	@Test
	void isNotNeededIfNothingIsEnabled() {
		try (RunningHost host = RunningHost.start(JpaApplication.class, "--clilogin.store=mongodb")) {
			assertThat(host.context().isRunning()).isTrue();
		}
	}

}
