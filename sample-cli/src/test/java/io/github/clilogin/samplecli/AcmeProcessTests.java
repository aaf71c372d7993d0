package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that need a separate process: signals, the launcher and the isolation of the
 * tests.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class AcmeProcessTests {

	private static final long SIGINT_BIT = 1 << 1;

	@Test
	void ctrlCTellsTheServerAndExitsWith130(@TempDir Path home) throws Exception {
		assumeThat(isInterruptible()).isTrue();
		try (FakeApplication application = new FakeApplication()) {
			application.polls.addAll(Collections.nCopies(99, "{\"error\":\"authorization_pending\"}"));
			Process acme = login(application, home);
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(application.requests)
					.anyMatch((request) -> request.startsWith("/clilogin/status")));
			assertThat(new ProcessBuilder("kill", "-INT", "" + acme.pid()).start().waitFor()).isZero();
			assertThat(acme.waitFor(20, TimeUnit.SECONDS)).isTrue();
			assertThat(acme.exitValue()).isEqualTo(130);
			assertThat(application.requests).contains("/clilogin/cancel device_code=device-code&client_id=acme");
		}
	}

	private static Process login(FakeApplication application, Path home) throws Exception {
		return new AcmeProcess(home, Map.of("ACME_SERVER", application.url(), "BROWSER", "none")).builder("login")
			.redirectErrorStream(true)
			.start();
	}

	@Test
	void aTestPassesOnNoVariableThatLeadsToFilesOfTheDeveloper(@TempDir Path home) {
		Map<String, String> developer = Map.of("HOME", "/home/ann", "XDG_CONFIG_HOME", "/home/ann/.config", "ACME_HOME",
				"/home/ann/acme", "ACME_KEYCHAIN", "true", "JAVA_TOOL_OPTIONS", "-Duser.home=/home/ann", "PATH",
				"/bin");
		assertThat(new AcmeProcess(home, Map.of("BROWSER", "none")).variables(developer))
			.isEqualTo(Map.of("HOME", home.toString(), "PATH", "/bin", "BROWSER", "none"));
	}

	@ParameterizedTest
	@CsvSource({ "HOME,?", "HOME,ann", "XDG_CONFIG_HOME,config", "ACME_HOME,~/.acme", "ACME_HOME,acme" })
	void credentialsAreNeverStoredInTheWorkingDirectory(String variable, String value, @TempDir Path home)
			throws Exception {
		try (FakeApplication application = new FakeApplication()) {
			Map<String, String> variables = Map.of("ACME_SERVER", application.url(), "BROWSER", "none", variable,
					value);
			Process acme = new AcmeProcess(home, variables).builder("login")
				.directory(home.toFile())
				.redirectErrorStream(true)
				.start();
			assertThat(new String(acme.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.contains("'" + value + "'", "absolute path")
				.containsOnlyOnce("\n");
			assertThat(acme.waitFor()).isEqualTo(1);
			assertThat(home).isEmptyDirectory();
			assertThat(application.requests).isEmpty();
		}
	}

	@Test
	void theHomeOfTheEnvironmentWinsOverTheAccountDatabase(@TempDir Path home) throws Exception {
		try (FakeApplication application = new FakeApplication()) {
			assertThat(login(application, home).waitFor()).isZero();
			assertThat(home.resolve(".config/acme/credentials.json")).exists();
			assertThat(home.resolve("account")).doesNotExist();
		}
	}

	/** Returns whether SIGINT works. Some shells make their background jobs ignore it. */
	private static boolean isInterruptible() throws Exception {
		Path status = Path.of("/proc/self/status");
		return !Files.exists(status) || Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("SigIgn:"))
			.noneMatch((line) -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0);
	}

	@Test
	void theLauncherSaysHowToBuildWhatItCannotFind(@TempDir Path temp) throws Exception {
		Path launcher = temp.resolve("acme");
		Files.copy(Path.of("acme"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
		Path link = Files.createSymbolicLink(temp.resolve("linked"), Path.of("acme"));
		for (Path command : List.of(launcher, link)) {
			Process acme = new ProcessBuilder(command.toString()).redirectErrorStream(true).start();
			try (BufferedReader output = acme.inputReader()) {
				assertThat(output.readLine()).contains("not built yet", "./mvnw");
			}
			assertThat(acme.waitFor()).isEqualTo(1);
		}
	}

}
