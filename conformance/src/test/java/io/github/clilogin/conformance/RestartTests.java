package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that logins in the file of the sample application survive {@code kill -9}, and
 * what it prints if it cannot use the file.
 */
@Timeout(180)
class RestartTests {

	@TempDir
	Path directory;

	@Test
	void aLoginThatWasConfirmedBeforeAKillIsCollectedAfterIt() {
		TestCli cli;
		try (SampleProcess killed = start()) {
			cli = killed.cli();
			assertThat(killed.browser("ann").get(cli.path()).press("Confirm").status()).isEqualTo(200);
			killed.kill();
		}
		String token;
		try (SampleProcess killed = start()) {
			token = cli.at(killed.wire()).token();
			killed.kill();
		}
		try (SampleProcess last = start()) {
			assertThat(last.call(token).body()).isEqualTo("{\"name\":\"ann\"}");
			cli.at(last.wire()).revoke(token);
			last.kill();
		}
		try (SampleProcess last = start()) {
			assertThat(last.call(token).status()).isEqualTo(401);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theDatabaseHasNeitherAPortNorAConsole() throws IOException {
		try (SampleProcess sample = start()) {
			assertThat(sample.listeningPorts()).containsExactly(sample.port());
			assertThat(sample.browser("ann").get("/h2-console").status()).isEqualTo(404);
		}
	}

	@Test
	void aFileThatAnotherProcessUsesIsNamed() {
		try (SampleProcess first = start()) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(this::start)
				.withMessageContainingAll("APPLICATION FAILED TO START", "The file is locked",
						this.directory.toString())
				.withMessageNotContaining("\tat ");
			assertThat(first.cli().poll().error()).isEqualTo("400 authorization_pending");
		}
	}

	@Test
	void aDamagedFileIsNamed() throws IOException {
		Files.write(this.directory.resolve("logins.mv.db"), new byte[100_000]);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this::start)
			.withMessageContainingAll("APPLICATION FAILED TO START", this.directory.toString())
			.withMessageNotContaining("\tat ");
	}

	private SampleProcess start() {
		return SampleProcess.start(SampleProcess.jar(), "acme.directory=" + this.directory);
	}

}
