package io.github.clilogin.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
	private AcmeCommand acme;

	@BeforeEach
	void prepare() throws IOException {
		this.acme = new AcmeCommand(this.home, this.server.uri(), List.of());
	}

	@AfterEach
	void stopAcme() {
		this.acme.close();
	}

	@AfterAll
	void stopServer() {
		this.server.close();
	}

	private void logIn(String... options) throws IOException {
		this.acme.start(Stream.concat(Stream.of("login", "--json"), Stream.of(options)).toArray(String[]::new));
	}

	/** Returns the user code and the link of the login. */
	private Invitation invitation() throws IOException {
		URI link = URI.create(this.acme.event("started", "link"));
		return new Invitation(link.getQuery().replaceFirst(".*user_code=", ""), link);
	}

	/** Waits until acme asks for the letters, and returns the page that shows them. */
	private String awaitQuestion() throws IOException {
		return this.acme.event("return_code_needed", "page");
	}

	private void assertLoggedIn() throws Exception {
		assertThat(this.acme.event("logged_in", "account")).isEqualTo("ann");
		assertThat(this.acme.exitCode()).isZero();
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
		awaitQuestion();
		this.acme.type(letters.toLowerCase(Locale.ROOT).replace("-", " "));
		assertLoggedIn();
	}

	@Test
	void aBrowserThatDoesNotPostIsReplacedByTyping() throws Exception {
		logIn();
		this.ann.confirmOnly(invitation());
		String page = awaitQuestion();
		assertThat(page).isEqualTo(this.server.uri("/clilogin/return").toString());
		this.acme.type(this.ann.letters(page));
		assertLoggedIn();
	}

	@Test
	void threeWrongCodesEndTheLogin() throws Exception {
		logIn("--no-browser");
		String letters = this.ann.confirmAndRead(invitation());
		for (String wrong : List.of("BCDFGH", "JKLMNP", "QRSTVW")) {
			assertThat(letters.replace("-", "")).isNotEqualTo(wrong);
			awaitQuestion();
			this.acme.type(wrong);
		}
		assertThat(this.acme.output()).contains("incorrect three times");
		assertThat(this.acme.exitCode()).isEqualTo(3);
		assertThat(this.home.resolve(".config/acme/credentials.json")).doesNotExist();
	}

	@Test
	void twoCommandsAndTheTypedCodeLogIn() throws Exception {
		logIn("--start");
		String letters = this.ann.confirmAndRead(invitation());
		assertThat(this.acme.exitCode()).isZero();
		logIn("--complete", "--return-code", letters);
		assertLoggedIn();
	}

}
