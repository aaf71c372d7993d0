package io.github.clilogin.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@code acme} against the sample application that requires return codes. A plain
 * HTTP client plays the browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class AcmeTests {

	private final SampleServer server = SampleServer.start(Map.of("clilogin.login.proof", "required"));

	private final SampleUser ann = SampleUser.ann();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path home;

	@SuppressWarnings("NullAway.Init")
	private Process acme;

	@BeforeEach
	void allowBrowser() throws IOException {
		Path browser = Files.writeString(this.home.resolve("browser"), "#!/bin/sh\n");
		assertThat(browser.toFile().setExecutable(true)).isTrue();
	}

	@AfterEach
	void stopAcme() {
		this.acme.destroyForcibly();
	}

	@AfterAll
	void stopServer() {
		this.server.close();
	}

	private void logIn(String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), "-Duser.home=" + this.home,
						"io.github.clilogin.samplecli.Acme", "login", "--json"));
		command.addAll(List.of(options));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("HOME", this.home.toString(), "PATH", System.getenv("PATH"), "ACME_SERVER",
					this.server.uri().toString(), "BROWSER", this.home.resolve("browser").toString()));
		this.acme = builder.start();
	}

	/** Returns the next event with this name. */
	private JsonText event(String name) throws IOException {
		BufferedReader events = this.acme.inputReader(StandardCharsets.UTF_8);
		for (String line = events.readLine(); line != null; line = events.readLine()) {
			if (line.contains("\"event\":\"" + name + "\"")) {
				return new JsonText(line);
			}
			assertThat(line).doesNotContain("\"failed\"");
		}
		throw new AssertionError("acme ended without " + name);
	}

	private Invitation invitation() throws IOException {
		JsonText started = event("started");
		return new Invitation(started.get("user_code"), URI.create(started.get("link")));
	}

	private void type(String letters) throws IOException {
		Writer in = this.acme.outputWriter(StandardCharsets.US_ASCII);
		in.write(letters + "\n");
		in.flush();
	}

	private void assertLoggedIn() throws Exception {
		assertThat(event("logged_in").get("account")).isEqualTo("ann");
		assertThat(this.acme.waitFor()).isZero();
		assertThat(this.home.resolve(".config/acme/credentials.json")).exists();
	}

	@Test
	void theBrowserReturnsTheCodeAndNothingIsTyped() throws Exception {
		logIn();
		this.ann.confirm(invitation());
		assertLoggedIn();
	}

	@Test
	void theUserTypesTheLettersThatTheBrowserShows() throws Exception {
		logIn("--no-browser");
		String letters = this.ann.confirmAndRead(invitation());
		event("return_code_needed");
		type(letters.toLowerCase(Locale.ROOT).replace("-", " "));
		assertLoggedIn();
	}

	@Test
	void aBrowserThatDoesNotPostIsReplacedByTyping() throws Exception {
		logIn();
		this.ann.confirmOnly(invitation());
		String page = event("return_code_needed").get("page");
		assertThat(page).isEqualTo(this.server.uri("/clilogin/return").toString());
		type(this.ann.letters(page));
		assertLoggedIn();
	}

	@Test
	void threeWrongCodesEndTheLogin() throws Exception {
		logIn("--no-browser");
		String letters = this.ann.confirmAndRead(invitation());
		for (String wrong : List.of("BCDFGH", "JKLMNP", "QRSTVW")) {
			assertThat(letters.replace("-", "")).isNotEqualTo(wrong);
			event("return_code_needed");
			type(wrong);
		}
		assertThat(new String(this.acme.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("incorrect three times");
		assertThat(this.acme.waitFor()).isEqualTo(3);
		assertThat(this.home.resolve(".config/acme/credentials.json")).doesNotExist();
	}

	@Test
	void twoCommandsAndTheTypedCodeLogIn() throws Exception {
		logIn("--start");
		String letters = this.ann.confirmAndRead(invitation());
		assertThat(this.acme.waitFor()).isZero();
		logIn("--complete", "--return-code", letters);
		assertLoggedIn();
	}

}
