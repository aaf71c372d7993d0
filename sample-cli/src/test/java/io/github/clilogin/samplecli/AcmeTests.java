package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each command prints, keeps and exits with.
 */
class AcmeTests {

	private final FakeApplication application = new FakeApplication();

	private final Map<String, String> environment = new HashMap<>();

	private final List<URI> opened = new ArrayList<>();

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	@BeforeEach
	void setEnvironment() {
		this.environment.put("ACME_SERVER", this.application.url());
		this.environment.put("ACME_HOME", home().toString());
	}

	@AfterEach
	void stopAndSearchForSecrets() {
		this.application.close();
		assertThat(this.out + " " + this.err).doesNotContain(FakeApplication.TOKEN, "device-code", "\tat ");
	}

	private int acme(String... arguments) {
		Surroundings surroundings = new Surroundings(this.environment, this.temp, this::open,
				new PrintWriter(this.out, true), new PrintWriter(this.err, true));
		return Acme.commandLine(surroundings).execute(arguments);
	}

	/** The link and the code stand on the terminal before a browser covers it. */
	private boolean open(URI page) {
		assertThat(this.out.toString()).contains(page.toString(), "BCDF-GHJK");
		return this.opened.add(page);
	}

	private Path home() {
		return this.temp.resolve("home");
	}

	private Path file() {
		return home().resolve("credentials.json");
	}

	private List<String> requests() {
		return List.copyOf(this.application.requests);
	}

	@Test
	void loginShowsLinkAndCodeOpensTheBrowserAndSaysWhoIsLoggedIn() {
		assertThat(acme("login")).isZero();
		String challenge = requests().get(0).replaceAll(".*code_challenge=([^&]*).*", "$1");
		String link = this.application.url() + "/clilogin/browser?state=" + challenge;
		assertThat(this.out.toString().lines()).containsExactly("Open  " + link, "Code  BCDF-GHJK",
				"Compare the code in the browser and confirm. Waiting (Ctrl-C cancels) ...", "Logged in as ann");
		assertThat(this.err.toString()).isEmpty();
		assertThat(this.opened).containsExactly(URI.create(link));
	}

	@Test
	void loginWithoutABrowserOpensNothing() {
		assertThat(acme("login", "--no-browser")).isZero();
		assertThat(this.out.toString()).contains("Open  " + this.application.url() + "/clilogin?user_code=BCDF-GHJK");
		assertThat(this.opened).isEmpty();
	}

	@Test
	void loginSaysWhatItIsAndWhere() {
		acme("login", "--flow", "code", "--device-name", "ann at home");
		assertThat(requests().get(0))
			.isEqualTo("/clilogin/device client_id=acme&flow=code&device_name=ann+at+home&client_version=development");
		assertThat(this.out.toString()).contains("Open  " + this.application.url() + "/clilogin\n", "Type the code");
	}

	@Test
	void theDeviceNameIsThePersonAtThisMachine() {
		acme("login", "--no-browser");
		assertThat(requests().get(0)).contains("device_name=" + System.getProperty("user.name"))
			.doesNotContain("flow=");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onlyTheOwnerCanReadTheCredentials() throws Exception {
		acme("login");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home()))).isEqualTo("rwx------");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-,.config/acme", "xdg,xdg/acme" })
	void withoutAcmeHomeTheCredentialsRestInTheConfigDirectory(@Nullable String config, String expected) {
		this.environment.remove("ACME_HOME");
		this.environment.put("XDG_CONFIG_HOME", (config != null) ? this.temp.resolve(config).toString() : "");
		acme("login");
		assertThat(this.temp.resolve(expected).resolve("credentials.json")).exists();
	}

	@Test
	void loginAgainEndsTheEarlierCredentials() throws Exception {
		acme("login");
		Files.writeString(file(), Files.readString(file()).replace(FakeApplication.TOKEN, "clt_earlier"));
		assertThat(acme("login")).isZero();
		assertThat(requests()).endsWith("/clilogin/revoke token=clt_earlier&client_id=acme");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{\"error\":\"access_denied\",\"message\":\"Ask Bob first\"} | 3 | The login was rejected: Ask Bob first",
			"{\"error\":\"access_denied\"} | 3 | The login was rejected in the browser.",
			"{\"error\":\"expired_token\"} | 5 | The login expired before it was confirmed. Log in again.",
			"{\"error\":\"unauthorized_client\"} | 1 | The server refused: unauthorized_client." })
	void aLoginThatFailsSaysWhyAndKeepsNothing(String answer, int exitCode, String sentence) {
		this.application.polls.add(answer);
		assertThat(acme("login")).isEqualTo(exitCode);
		assertThat(this.err.toString().strip()).isEqualTo(sentence);
		assertThat(file()).doesNotExist();
	}

	@Test
	void aHomeThatIsNoDirectoryIsNamed() {
		blockHome();
		assertThat(acme("login")).isEqualTo(1);
		assertThat(this.err.toString()).contains("home", "ACME_HOME");
		assertThat(requests()).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aHomeThatCannotBeMadeIsFoundBeforeThePersonIsBothered() throws Exception {
		Files.createSymbolicLink(home(), Path.of("nowhere"));
		assertThat(acme("login")).isEqualTo(1);
		assertThat(this.err.toString()).contains("home", "ACME_HOME");
		assertThat(requests()).isEmpty();
	}

	@Test
	void credentialsThatCannotBeKeptAreEnded() {
		Surroundings surroundings = new Surroundings(this.environment, this.temp, (page) -> blockHome(),
				new PrintWriter(this.out, true), new PrintWriter(this.err, true));
		assertThat(Acme.commandLine(surroundings).execute("login")).isEqualTo(1);
		assertThat(requests()).endsWith("/clilogin/revoke token=clt_secret&client_id=acme");
	}

	private boolean blockHome() {
		try {
			Files.deleteIfExists(home());
			Files.writeString(home(), "a file where a directory should be");
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void everyCommandSaysWhenTheServerIsUnreachable() {
		acme("login");
		this.application.close();
		assertThat(acme("login")).isEqualTo(6);
		assertThat(acme("whoami")).isEqualTo(6);
		assertThat(acme("logout")).isEqualTo(6);
		assertThat(this.err.toString()).contains("cannot be reached", "Not logged out: ", "Try again");
		assertThat(file()).exists();
	}

	@Test
	void whoamiPrintsTheAccountAndNothingElse() {
		acme("login");
		this.out.getBuffer().setLength(0);
		assertThat(acme("whoami")).isZero();
		assertThat(this.out.toString().strip()).isEqualTo("ann");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\u001b", "\\u009b", "\\u202e", "\\u2066", "\\u200b", "\\u2028", "\\u2029", "\\n",
			"\\udb40\\udc41" })
	void noAccountNameCanSteerTheTerminal(String escape) {
		acme("login");
		this.application.account = "{\"name\":\"a" + escape + "nn\"}";
		this.out.getBuffer().setLength(0);
		assertThat(acme("whoami")).isZero();
		assertThat(this.out.toString()).isEqualTo("ann" + System.lineSeparator());
	}

	@Test
	void anEndlessAnswerIsNotRead() {
		acme("login");
		this.application.account = "{\"name\":\"ann\"" + " ".repeat(70_000) + "}";
		assertThat(acme("whoami")).isEqualTo(1);
		assertThat(this.err.toString()).contains("did not say who is logged in");
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 503 })
	void whoamiSaysWhenTheServerIsBusy(int status) {
		acme("login");
		this.application.apiStatus = status;
		assertThat(acme("whoami")).isEqualTo(6);
		assertThat(this.err.toString()).contains("HTTP " + status, "Try again").doesNotContain("address");
	}

	@Test
	void whoamiSaysWhenNobodyIsLoggedIn() {
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(this.err.toString()).startsWith("Not logged in").contains("acme login");
		assertThat(requests()).isEmpty();
	}

	@Test
	void whoamiSaysWhenTheServerEndedTheLogin() {
		acme("login");
		this.application.isTokenLive = false;
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(this.err.toString()).startsWith("Not logged in").contains("acme login");
	}

	@Test
	void aTokenWithALineBreakIsNeverShown() throws Exception {
		acme("login");
		Files.writeString(file(),
				Files.readString(file()).replace(FakeApplication.TOKEN, "clt_\\n" + FakeApplication.TOKEN));
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(this.err.toString()).startsWith("Not logged in").doesNotContain("clt_");
	}

	@Test
	void whatNobodyExpectedIsNotQuoted() {
		Surroundings surroundings = new Surroundings(this.environment, this.temp, (page) -> {
			throw new IllegalArgumentException("invalid header value: \"Bearer " + FakeApplication.TOKEN + "\"");
		}, new PrintWriter(this.out, true), new PrintWriter(this.err, true));
		assertThat(Acme.commandLine(surroundings).execute("login")).isEqualTo(1);
		assertThat(this.err.toString()).contains("IllegalArgumentException");
	}

	@Test
	void credentialsAreNeverSentToAnotherServer() {
		acme("login");
		try (FakeApplication other = new FakeApplication()) {
			assertThat(acme("whoami", "--server", other.url())).isEqualTo(4);
			assertThat(other.requests).isEmpty();
		}
	}

	@Test
	void logoutEndsTheCredentialsHereAndOnTheServer() {
		acme("login");
		assertThat(acme("logout")).isZero();
		assertThat(requests()).endsWith("/clilogin/revoke token=clt_secret&client_id=acme");
		assertThat(file()).doesNotExist();
		assertThat(acme("logout")).isZero();
		assertThat(this.out.toString()).contains("Logged out", "nothing to do");
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void logoutKeepsWhatItCouldNotEnd(int status) {
		acme("login");
		this.application.revokeStatus = status;
		assertThat(acme("logout")).isEqualTo(6);
		assertThat(this.err.toString()).startsWith("Not logged out: ").containsOnlyOnce("Try again");
		assertThat(file()).exists();
		this.application.revokeStatus = 200;
		assertThat(acme("logout")).isZero();
		assertThat(file()).doesNotExist();
	}

	@Test
	void anInterruptedLogoutKeepsTheCredentials() {
		acme("login");
		Thread.currentThread().interrupt();
		assertThat(acme("logout")).isEqualTo(130);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.err.toString()).startsWith("Not logged out: ").contains("Try again");
		assertThat(file()).exists();
	}

	@Test
	void logoutForgetsTheCredentialsEvenIfTheServerRefuses() {
		acme("login");
		this.application.revokeStatus = 404;
		assertThat(acme("logout")).isEqualTo(1);
		assertThat(this.err.toString()).contains("this machine only");
		assertThat(file()).doesNotExist();
	}

	@Test
	void aDamagedFileIsFoundBeforeThePersonIsBothered() throws Exception {
		Files.createDirectories(home());
		Files.writeString(file(), "{");
		assertThat(acme("login")).isEqualTo(1);
		assertThat(this.err.toString()).contains("Delete it");
		assertThat(requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "login --flow other", "login --server http://example.com", "login --server ftp://x", "",
			"wat", "whoami --no-browser" })
	void aMistypedCommandIsAUsageError(String command) {
		assertThat(acme(command.isEmpty() ? new String[0] : command.split(" "))).isEqualTo(2);
		assertThat(this.err.toString()).isNotBlank();
		assertThat(requests()).isEmpty();
	}

	@Test
	void versionAndHelpGoToStandardOutput() {
		assertThat(acme("--version")).isZero();
		assertThat(acme("--help")).isZero();
		assertThat(this.out.toString()).contains("acme development", "login", "whoami", "logout", "Exit codes");
		assertThat(this.err.toString()).isEmpty();
	}

}
