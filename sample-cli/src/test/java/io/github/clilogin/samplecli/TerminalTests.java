package io.github.clilogin.samplecli;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the output on a pseudo-terminal and in a pipe. The tests record
 * {@code docs/transcripts/acme.txt}; {@code -Dupdate-golden=true} rewrites it.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class TerminalTests {

	private static final String PENDING = "{\"status\":\"pending\",\"interval\":1}";

	private static final Path TRANSCRIPT = Path.of("../docs/transcripts/acme.txt");

	private final FakeApplication application = new FakeApplication();

	private final Map<String, String> environment = new HashMap<>();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path home;

	@BeforeEach
	void setEnvironment() {
		this.environment.put("ACME_SERVER", this.application.url());
		this.environment.put("ACME_HOME", this.home.toString());
		// Simulates an SSH session, where no browser opens
		this.environment.put("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
	}

	@AfterEach
	void stopApplication() {
		this.application.close();
	}

	private AcmeProcess process() {
		return new AcmeProcess(this.home, this.environment);
	}

	private TerminalProcess acme(String... arguments) throws Exception {
		return TerminalProcess.start(process(), arguments);
	}

	private String screen(int exitCode, String... arguments) throws Exception {
		try (TerminalProcess acme = acme(arguments)) {
			assertThat(acme.exitCode()).as(acme.raw()).isEqualTo(exitCode);
			return "$ acme " + String.join(" ", arguments) + "\n" + acme.screen();
		}
	}

	@Test
	void theTimeThatIsLeftCountsDownInOneLineAndIsGoneAtTheEnd() throws Exception {
		this.application.polls.addAll(Collections.nCopies(3, PENDING));
		try (TerminalProcess acme = acme("login")) {
			assertThat(acme.exitCode()).isZero();
			assertThat(Pattern.compile("\r\033\\[KWaiting, \\d+:\\d\\d left").matcher(acme.raw()).results().count())
				.isGreaterThan(2);
			assertThat(acme.screen()).doesNotContain("Waiting").endsWith("confirm there.\nLogged in as ann\n");
		}
	}

	@Test
	void aWindowThatGetsNarrowIsStillWideEnough() throws Exception {
		this.application.polls.addAll(Collections.nCopies(3, PENDING));
		try (TerminalProcess acme = acme("login")) {
			acme.await("Waiting").resize(20, 5);
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).contains("\r\033[KLogged in as ann\r\n");
			assertThat("Waiting, 99:59 left".length()).isLessThan(20);
		}
	}

	@Test
	void ctrlCCancelsOnTheServerRestoresTheLineAndExitsWith130() throws Exception {
		this.application.polls.addAll(Collections.nCopies(99, PENDING));
		try (TerminalProcess acme = acme("login")) {
			acme.await("Waiting").type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			assertThat(acme.raw()).endsWith("\r\033[KThe login was cancelled.\r\n")
				.containsOnlyOnce("The login was cancelled.");
			assertThat(this.application.requests).contains("/clilogin/cancel device_code=device-code&client_id=acme");
		}
	}

	@Test
	void ctrlCIsSeenToWorkBeforeTheServerHasHeardOfIt() throws Exception {
		this.application.polls.addAll(Collections.nCopies(99, PENDING));
		this.application.isCancelStalling = true;
		try (TerminalProcess acme = acme("login")) {
			acme.await("Waiting").type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			assertThat(acme.raw()).endsWith("^C\r\033[KThe login was cancelled.\r\n");
		}
	}

	@Test
	void ctrlCBeforeTheServerHasAnsweredSaysSoToo() throws Exception {
		this.application.isStartStalling = true;
		try (TerminalProcess acme = acme("login")) {
			assertThat(this.application.requests.poll(40, TimeUnit.SECONDS)).startsWith("/clilogin/device");
			acme.type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			assertThat(acme.raw()).isEqualTo("^C\r\033[KCancelled.\r\n");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void ctrlCWhileTheCredentialsAreKeptLosesNothing() throws Exception {
		keychain("""
				trap : INT
				case $1 in
					store)
						cat >"$0.kept"
						echo storing >/dev/tty
						until grep -qs acme-ctrl-c /proc/$PPID/task/*/comm; do :; done ;;
					lookup) cat "$0.kept" 2>/dev/null ;;
				esac""");
		try (TerminalProcess acme = acme("login")) {
			acme.await("storing").type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			assertThat(acme.raw()).endsWith("Logged in as ann\r\n");
		}
		assertThat(this.application.requests).noneMatch((request) -> request.matches("/clilogin/(cancel|revoke).*"));
		assertThat(screen(0, "whoami")).endsWith("ann\n");
	}

	@Test
	void aKeychainThatIsLockedIsToldOnLinesOfItsOwnAndWithTheEarlierLogin() throws Exception {
		this.application.polls.addAll(Collections.nCopies(2, PENDING));
		keychain("echo 'Cannot get secret of a locked object' >&2; exit 1");
		try (TerminalProcess acme = acme("login", "--profile", "work")) {
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).contains("\r\033[KAn earlier login");
			assertThat(acme.screen()).endsWith("""
					An earlier login could not be read and may still be valid. \
					List logins: acme logins --profile work; revoke one: acme logins revoke ID --profile work
					The keychain is not available. The credentials are stored in a file that only you can read.
					Logged in as ann
					""");
		}
	}

	private void keychain(String script) throws Exception {
		Path program = Files.writeString(this.home.resolve("secret-tool"), "#!/bin/sh\n" + script + "\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		this.environment.put("PATH", this.home + ":" + System.getenv("PATH"));
		this.environment.put("ACME_KEYCHAIN", "true");
	}

	@Test
	void aTokenThatIsPastedIsNotShown() throws Exception {
		try (TerminalProcess acme = acme("login", "--with-token")) {
			acme.await("(hidden)").type(FakeApplication.TOKEN + "\r");
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).doesNotContain(FakeApplication.TOKEN).endsWith("Logged in as ann\r\n");
		}
	}

	@Test
	void aTokenThatWouldBeShownIsNotAskedFor() throws Exception {
		try (TerminalProcess acme = TerminalProcess.startWithOutput(process(), this.home.resolve("out"), "login",
				"--with-token")) {
			assertThat(acme.exitCode()).isEqualTo(2);
			assertThat(acme.raw()).isEqualTo(
					"The token would be visible while you type, because the output is not a terminal. Pipe the token in.\r\n");
		}
	}

	@Test
	void ctrlCWhereNothingNeedsToBeStoppedLeavesALineOfItsOwnToo() throws Exception {
		try (TerminalProcess acme = acme("login", "--with-token")) {
			acme.await("(hidden): ").type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			assertThat(acme.raw()).endsWith("(hidden): \r\n");
		}
	}

	@Test
	void theCodeIsBoldUnlessNoColorIsWanted() throws Exception {
		try (TerminalProcess acme = acme("login")) {
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).contains("\033[1mBCDF-GHJK\033[0m");
		}
		this.environment.put("NO_COLOR", "1");
		try (TerminalProcess acme = acme("login")) {
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).contains("Code  BCDF-GHJK\r").contains("\r\033[K");
		}
	}

	@Test
	void aDumbTerminalGetsPlainLines() throws Exception {
		this.environment.put("TERM", "dumb");
		try (TerminalProcess acme = acme("login")) {
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).doesNotContain("\033")
				.containsPattern("Waiting, \\d+:\\d\\d left \\(Ctrl-C cancels\\) \\.\\.\\.");
		}
	}

	@Test
	void aLogOfTheFailuresGetsNoLineThatChanges() throws Exception {
		this.application.polls.addAll(Collections.nCopies(1, PENDING));
		Path log = this.home.resolve("log");
		try (TerminalProcess acme = TerminalProcess.startWithLog(process(), log, "login")) {
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).contains("\r\033[KWaiting, ");
			assertThat(log).isEmptyFile();
		}
	}

	@Test
	void aPipeGetsPlainLines() throws Exception {
		Process process = process().builder("login").redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isZero();
		assertThat(output).doesNotContain("\033", "\r").contains("Waiting, ").endsWith("Logged in as ann\n");
	}

	@Test
	void aReachableBrowserIsOpened() throws Exception {
		assertThat(screenWithBrowser("echo \"$1\" >\"$0.seen\"")).contains("/clilogin?user_code=BCDF-GHJK");
		assertThat(this.home.resolve("browser.seen")).content().contains("/clilogin?user_code=BCDF-GHJK");
	}

	@Test
	void theBrowserOutlivesCtrlCAndTheTerminal() throws Exception {
		this.application.polls.addAll(Collections.nCopies(99, PENDING));
		Path pipe = this.home.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		browser("echo \"$$\" >\"$0.pid\"; read line <\"" + pipe + "\"; echo \"$line\" >\"$0.seen\"");
		try (TerminalProcess acme = acme("login")) {
			acme.await(" left");
			await().atMost(Duration.ofSeconds(40))
				.untilAsserted(() -> assertThat(this.home.resolve("browser.pid")).isNotEmptyFile());
			acme.type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
		}
		ProcessHandle browser = ProcessHandle
			.of(Long.parseLong(Files.readString(this.home.resolve("browser.pid")).strip()))
			.orElseThrow();
		// Opened for reading too, so that it does not block if the browser has ended
		try (RandomAccessFile page = new RandomAccessFile(pipe.toFile(), "rw")) {
			page.writeBytes("still open\n");
			browser.onExit().get(40, TimeUnit.SECONDS);
		}
		assertThat(this.home.resolve("browser.seen")).hasContent("still open");
	}

	private void browser(String script) throws Exception {
		Path browser = Files.writeString(this.home.resolve("browser"), "#!/bin/sh\n" + script + "\n");
		assertThat(browser.toFile().setExecutable(true)).isTrue();
		this.environment.put("BROWSER", browser.toString());
	}

	private String screenWithBrowser(String script) throws Exception {
		browser(script);
		String screen = screen(0, "login");
		this.environment.remove("BROWSER");
		return screen;
	}

	@Test
	void theReturnCodeIsReadFromTheTerminalIfInputIsRedirected() throws Exception {
		this.application.returnMethod = "code";
		try (TerminalProcess acme = TerminalProcess.startWithInput(process(), "login")) {
			acme.await("browser shows: ").type("bcd-fgh\r");
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.screen()).endsWith("Logged in as ann\n");
		}
	}

	@Test
	void theQuestionIsOnTheTerminalIfTheErrorsAreRedirected() throws Exception {
		this.application.returnMethod = "code";
		Path log = this.home.resolve("log");
		try (TerminalProcess acme = TerminalProcess.startWithLog(process(), log, "login")) {
			acme.await("browser shows: ").type("bcd-fgx\r");
			acme.await("Incorrect code.").await("shows: ", 2).type("bcd-fgh\r");
			assertThat(acme.exitCode()).isZero();
			assertThat(log).isEmptyFile();
		}
	}

	@Test
	void aMessageIsPrintedAboveTheQuestion() throws Exception {
		this.application.returnMethod = "code";
		try (TerminalProcess acme = acme("login")) {
			acme.await("browser shows: ");
			this.application.polls.add("503");
			acme.await("answers again.").await("shows: ", 3).type("bcd-fgh\r");
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.screen()).endsWith("""
					The server does not answer (HTTP 503). Retrying ...
					The server answers again.
					Type the six letters that the browser shows: bcd-fgh
					Logged in as ann
					""");
		}
	}

	@Test
	void aTextThatIsNotAReturnCodeIsExplained() throws Exception {
		this.application.returnMethod = "code";
		try (TerminalProcess acme = acme("login")) {
			acme.await("browser shows: ").type("abc-def\r");
			acme.await("shows: ", 2).type("bcd-fgh\r");
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.screen()).contains("That is not a return code. It has six letters, such as BCD-FGH.")
				.doesNotContain("Incorrect");
		}
	}

	@Test
	void ctrlCAtTheQuestionCancelsTheLogin() throws Exception {
		this.application.returnMethod = "code";
		try (TerminalProcess acme = acme("login")) {
			acme.await("browser shows: ").type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			assertThat(acme.raw()).endsWith("\r\033[KThe login was cancelled.\r\n");
		}
	}

	@Test
	void theQuestionDisappearsWhenTheBrowserPostsAfterAll() throws Exception {
		this.application.returnMethod = "loopback code";
		browser("exit 0");
		try (TerminalProcess acme = acme("login")) {
			acme.await("from that page: ");
			this.application.returnMethod = "";
			assertThat(acme.exitCode()).isZero();
			assertThat(acme.raw()).contains("from that page: \r\033[K").endsWith("\r\033[KLogged in as ann\r\n");
		}
	}

	@Test
	void withoutADisplayTheLinkIsForAnyBrowser() throws Exception {
		this.environment.remove("SSH_CONNECTION");
		assertThat(screen(0, "login")).contains("/clilogin?user_code=BCDF-GHJK");
	}

	@Test
	void theTranscriptShowsTheTerminal() throws Exception {
		StringBuilder seen = new StringBuilder();
		seen.append(screenWithBrowser("exit 0"));
		seen.append(screenOfCtrlC());
		seen.append(screen(0, "login"));
		seen.append(screenOfTypedCode());
		seen.append(screenWithoutPost());
		seen.append(screen(0, "whoami"));
		seen.append(screen(0, "logins"));
		this.application.isTokenLive = false;
		seen.append(screen(4, "whoami"));
		seen.append(screen(0, "logout"));
		seen.append(screen(4, "whoami"));
		this.application.polls.add("{\"status\":\"rejected\",\"message\":\"Ask Bob first\"}");
		seen.append(screen(3, "login", "--flow", "code"));
		this.application.polls.add("{\"status\":\"expired\"}");
		seen.append(screen(5, "login"));
		this.application.close();
		seen.append(screen(6, "login"));
		seen.append(screen(2, "login", "--server", "http://example.com"));
		String transcript = seen.toString().replace(this.application.url(), "http://localhost:8080");
		if (Boolean.getBoolean("update-golden")) {
			Files.writeString(TRANSCRIPT, transcript);
		}
		assertThat(transcript).isEqualTo(Files.readString(TRANSCRIPT));
	}

	private String screenOfTypedCode() throws Exception {
		this.application.returnMethod = "code";
		try (TerminalProcess acme = acme("login")) {
			acme.await("browser shows: ").type("bcd-fgx\r");
			acme.await("Incorrect code.").await("shows: ", 2).type("bcd-fgh\r");
			assertThat(acme.exitCode()).isZero();
			return "$ acme login\n" + acme.screen();
		}
		finally {
			this.application.returnMethod = "";
		}
	}

	/** Returns the screen of a login whose browser does not post the code. */
	private String screenWithoutPost() throws Exception {
		this.application.returnMethod = "loopback code";
		browser("exit 0");
		try (TerminalProcess acme = acme("login")) {
			acme.await("from that page: ").type("bcd-fgh\r");
			assertThat(acme.exitCode()).isZero();
			return "$ acme login\n" + acme.screen();
		}
		finally {
			this.application.returnMethod = "";
			this.environment.remove("BROWSER");
		}
	}

	/** Returns the screen just before Ctrl-C, and the line that replaces the last one. */
	private String screenOfCtrlC() throws Exception {
		this.application.polls.addAll(Collections.nCopies(99, PENDING));
		try (TerminalProcess acme = acme("login")) {
			String waiting = acme.await(" left").screen().replaceAll("\\d+:\\d\\d left", "9:59 left");
			acme.type("\003");
			assertThat(acme.exitCode()).isEqualTo(130);
			String kept = waiting.substring(0, waiting.indexOf("Waiting"));
			assertThat(acme.screen()).startsWith(kept);
			return "$ acme login\n" + waiting.strip() + "^C\n" + acme.screen().substring(kept.length());
		}
		finally {
			this.application.polls.clear();
		}
	}

	@Test
	void aProcessWritesBelowTheHomeOfTheTestOnly() throws Exception {
		this.environment.remove("ACME_HOME");
		assertThat(screen(0, "login", "--start")).contains("acme login --complete");
		assertThat(this.home.resolve(".config/acme/login.json")).exists();
		assertThat(System.getProperty("jnidispatch.path")).doesNotStartWith(System.getProperty("user.home"));
	}

	@Test
	void theReadmeShowsWhatATerminalShows() throws Exception {
		String seen = (screen(0, "login") + screen(0, "whoami")).replace(this.application.url(),
				"http://localhost:8080");
		assertThat(Path.of("../README.md")).content().contains("```console\n" + seen + "```\n");
	}

}
