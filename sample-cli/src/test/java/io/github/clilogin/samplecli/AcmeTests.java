package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.LoginEvent;
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
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the output, the files and the exit codes of each command.
 */
class AcmeTests {

	private final FakeApplication application = new FakeApplication();

	private final Map<String, String> environment = new HashMap<>();

	private final List<URI> opened = new ArrayList<>();

	private String in = "";

	private boolean isTerminal;

	private boolean isInterruptible = true;

	private CtrlCHandler ctrlC = new CtrlCHandler(() -> {
	});

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
		return Acme.commandLine(context(this::open)).execute(arguments);
	}

	private CliContext context(BrowserLauncher browser) {
		return new CliContext(this.environment, () -> this.temp, browser, new BufferedReader(new StringReader(this.in)),
				new PrintWriter(this.out, true), new PrintWriter(this.err, true), this.isTerminal,
				new TerminalDevice(this.temp.resolve("tty"), screen(), this.isInterruptible),
				Clock.fixed(Instant.now(), ZoneOffset.UTC), this.ctrlC);
	}

	/** Asserts that link and code are on the terminal before a browser covers it. */
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
		String link = this.application.url() + "/clilogin?user_code=BCDF-GHJK";
		// The server's ten minutes and the clock of this test differ by the time that a
		// slow machine takes
		assertThat(this.out.toString().replaceAll("\\d+:\\d\\d left", "10:00 left").lines()).containsExactly(
				"Open  " + link, "Code  BCDF-GHJK", "Check that the browser shows this code, then confirm there.",
				"Waiting, 10:00 left (Ctrl-C cancels) ...", "Logged in as ann");
		assertThat(this.err.toString()).isEmpty();
		assertThat(this.opened).containsExactly(URI.create(link));
	}

	@Test
	void everyOptionAndCommandIsInTheHelp() {
		assertThat(acme("--help")).isZero();
		assertThat(this.out.toString()).contains("login", "whoami", "logout", "logins", "token", "completion");
		assertThat(acme("login", "--help")).isZero();
		assertThat(this.out.toString()).contains("--no-browser", "--qr", "--json", "--flow", "--profile", "--server",
				"--device-name", "--scopes", "--with-token", "--start", "--complete", "--return-code");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "login", "whoami", "logout", "logins", "logins list", "logins revoke", "token", "completion" })
	void everyCommandHasHelp(String command) {
		assertThat(acme((command + " --help").split(" "))).isZero();
		assertThat(this.out.toString()).startsWith("Usage: acme " + command + " [").doesNotContain("...]");
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void loginAsksForScopes() {
		acme("login", "--scopes", "read,write", "--no-browser");
		assertThat(requests().get(0)).contains("scope=read+write");
	}

	@Test
	void loginPrintsOneJsonObjectPerEvent() throws Exception {
		this.application.polls.add("{\"status\":\"pending\",\"interval\":1}");
		assertThat(acme("login", "--json", "--no-browser")).isZero();
		List<JsonObject> events = events();
		assertThat(events).extracting((event) -> event.getString("event"))
			.containsExactly("started", "browser", "waiting", "logged_in");
		assertThat(events.get(1).getBoolean("opened")).isFalse();
		assertThat(events.get(0).getString("user_code")).isEqualTo("BCDF-GHJK");
		assertThat(events.get(0).getString("link")).endsWith("/clilogin?user_code=BCDF-GHJK");
		assertThat(events.get(0).getString("flow")).isEqualTo("confirm");
		assertThat(events.get(0).getBoolean("must_type_code")).isFalse();
		assertThat(events.get(0).getString("expires_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
		assertThat(events.get(3).getString("account")).isEqualTo("ann");
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void aFailureIsJsonTooWhereJsonWasAskedFor() throws Exception {
		this.application.polls.add("{\"status\":\"rejected\",\"message\":\"Ask Bob\"}");
		assertThat(acme("login", "--json")).isEqualTo(3);
		JsonObject failed = events().get(2);
		assertThat(failed.getString("event")).isEqualTo("failed");
		assertThat(failed.getString("reason")).isEqualTo("rejected");
		assertThat(failed.getString("message")).isEqualTo("The login was rejected: Ask Bob");
		assertThat(failed.getInt("exit_code")).isEqualTo(3);
		assertThat(this.err.toString()).isEmpty();
	}

	private List<JsonObject> events() throws Exception {
		List<JsonObject> events = new ArrayList<>();
		for (String line : this.out.toString().lines().toList()) {
			events.add(JsonParser.object().from(line));
		}
		return events;
	}

	@Test
	void aLoginIsStartedByOneCommandAndCompletedByAnother() throws Exception {
		assertThat(acme("login", "--start", "--json")).isZero();
		assertThat(events()).extracting((event) -> event.getString("event"))
			.containsExactly("started", "browser", "suspended");
		assertThat(requests()).hasSize(1);
		assertThat(file()).doesNotExist();
		Path started = home().resolve("login.json");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(started))).isEqualTo("rw-------");
		assertThat(acme("login", "--complete")).isZero();
		assertThat(this.out.toString()).contains("Logged in as ann");
		assertThat(started).doesNotExist();
		assertThat(acme("whoami")).isZero();
		assertThat(acme("login", "--complete")).isEqualTo(2);
		assertThat(this.err.toString()).contains("acme login --start");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--json", "--no-browser" })
	void theNextStepIsForTheSameServerAndProfile(String how) {
		try (FakeApplication elsewhere = new FakeApplication()) {
			this.environment.put("ACME_SERVER", elsewhere.url());
			assertThat(acme("login", "--start", how, "--server", this.application.url(), "--profile", "work")).isZero();
			String next = this.out.toString().replaceAll("(?s).*(\\): |\"next\":\")acme ([^\"\n]*).*", "$2");
			assertThat(acme(next.strip().split(" "))).isZero();
			assertThat(elsewhere.requests).isEmpty();
			assertThat(acme("whoami", "--server", this.application.url(), "--profile", "work")).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://[::1]/it's", "http://localhost/a&b;c", "http://localhost/$(id)",
			"http://localhost/~*", "http://localhost/!1" })
	@DisabledOnOs(OS.WINDOWS)
	void aShellTakesTheNextStepAsItStands(String server) throws Exception {
		TargetOptions target = CommandLine.populateCommand(new TargetOptions(context(this::open)), "--server", server,
				"--profile", "-work.1");
		String command = target.again("printf '%s\\n'");
		assertThat(target.everywhere("printf '%s\\n'")).isEqualTo(command);
		Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
		try (BufferedReader output = shell.inputReader()) {
			assertThat(output.lines()).containsExactly("--server", server, "--profile", "-work.1");
		}
	}

	@Test
	void aLoginThatWasStartedElsewhereIsLeftAlone() {
		acme("login", "--start");
		try (FakeApplication elsewhere = new FakeApplication()) {
			assertThat(acme("login", "--complete", "--server", elsewhere.url())).isEqualTo(2);
			assertThat(elsewhere.requests).isEmpty();
			assertThat(this.err.toString()).contains("No login was started at " + elsewhere.url());
		}
		assertThat(acme("login", "--complete")).isZero();
	}

	@Test
	void aStartThatCannotBeStoredIsNotShown() throws Exception {
		Files.createDirectories(home().resolve("login.json/x"));
		assertThat(acme("login", "--start")).isEqualTo(1);
		assertThat(this.out.toString()).isEmpty();
		assertThat(this.opened).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aStartIsKeptBehindNoLink() throws Exception {
		Files.createDirectories(home());
		Files.createSymbolicLink(home().resolve("login.json"), Files.writeString(this.temp.resolve("theirs"), "{}"));
		assertThat(acme("login", "--start")).isEqualTo(1);
		assertThat(this.err.toString()).contains("symbolic link");
		assertThat(this.temp.resolve("theirs")).content().isEqualTo("{}");
	}

	@Test
	void aStartNamesWhatAnotherShellNeeds() throws Exception {
		this.environment.put("ACME_PROFILE", "work");
		assertThat(acme("login", "--start", "--json")).isZero();
		this.environment.remove("ACME_SERVER");
		this.environment.remove("ACME_PROFILE");
		JsonObject suspended = events().get(2);
		assertThat(suspended.getString("next"))
			.isEqualTo("acme login --complete --server " + this.application.url() + " --profile work --json");
		assertThat(Instant.parse(suspended.getString("expires_at"))).isAfter(Instant.now());
		assertThat(acme(suspended.getString("next").substring(5).split(" "))).isZero();
	}

	@Test
	void aStartThatHasBeenKeptIsNotCancelled() {
		assertThat(Acme.commandLine(context((page) -> isCtrlCPressed())).execute("login", "--start")).isZero();
		assertThat(requests()).noneMatch((request) -> request.startsWith("/clilogin/cancel"));
		this.ctrlC = new CtrlCHandler(() -> {
		});
		assertThat(acme("login", "--complete")).isZero();
	}

	@Test
	void ctrlCDuringALoginIsToldByTheLogin() {
		assertThat(Acme.commandLine(context((page) -> isCtrlCPressed())).execute("login")).isEqualTo(130);
		assertThat(requests()).anyMatch((request) -> request.startsWith("/clilogin/cancel"));
		assertThat(this.err.toString().strip()).isEqualTo("The login was cancelled.");
		assertThat(file()).doesNotExist();
	}

	@Test
	void ctrlCAfterALoginEndsNothing() {
		acme("login");
		assertThat(isCtrlCPressed()).isTrue();
		assertThat(requests()).noneMatch((request) -> request.matches("/clilogin/(cancel|revoke).*"));
	}

	@Test
	void ctrlCBeforeALoginLetsNoneBegin() {
		this.ctrlC.press();
		assertThat(acme("login")).isEqualTo(130);
		assertThat(requests()).isEmpty();
		assertThat(Thread.interrupted()).isFalse();
	}

	/** Presses Ctrl-C while the command continues. */
	private boolean isCtrlCPressed() {
		this.ctrlC.end();
		this.ctrlC.press();
		return true;
	}

	@Test
	void aStartSaysNothingOfWaiting() {
		assertThat(acme("login", "--start")).isZero();
		assertThat(this.out.toString()).containsPattern("Then run \\(\\d+:\\d\\d left\\): acme login --complete")
			.doesNotContain("Waiting");
	}

	@Test
	void aTokenThatWasPipedInIsNotEndedByALogin() {
		this.in = "clt_pasted\n";
		this.application.token = "clt_pasted";
		assertThat(acme("login", "--with-token")).isZero();
		assertThat(acme("login")).isZero();
		assertThat(requests()).noneMatch((request) -> request.startsWith("/clilogin/revoke"));
	}

	@Test
	void aTokenThatWasPipedInIsKeptAsWhatItIs() throws Exception {
		this.in = FakeApplication.TOKEN + "\n";
		acme("login", "--with-token");
		assertThat(Files.readString(file())).contains("\"scope\": \"\"", "\"collected\": false");
		acme("login");
		assertThat(Files.readString(file())).doesNotContain("collected");
	}

	@Test
	void aTokenThatIsPipedInEndsTheEarlierLogin() {
		acme("login");
		this.in = "clt_pasted\n";
		this.application.token = "clt_pasted";
		assertThat(acme("login", "--with-token")).isZero();
		assertThat(requests()).endsWith("/clilogin/revoke token=clt_secret&client_id=acme");
	}

	@Test
	void aTokenCanBePipedIn() {
		this.in = FakeApplication.TOKEN + "\n";
		assertThat(acme("login", "--with-token")).isZero();
		assertThat(this.out.toString().strip()).isEqualTo("Logged in as ann");
		assertThat(acme("whoami")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "clt_other,4", "'',2", "two words,2" })
	void anInvalidTokenIsNotStored(String token, int exitCode) {
		this.in = token;
		assertThat(acme("login", "--with-token")).isEqualTo(exitCode);
		assertThat(file()).doesNotExist();
	}

	@Test
	void tokenPrintsTheTokenAndNothingElse() {
		acme("login");
		this.out.getBuffer().setLength(0);
		assertThat(acme("token")).isZero();
		assertThat(this.out.toString().strip()).isEqualTo(FakeApplication.TOKEN);
		this.out.getBuffer().setLength(0);
	}

	@Test
	void theTokenOfTheEnvironmentWinsAndIsNamed() {
		acme("login");
		this.environment.put("ACME_TOKEN", "clt_environment");
		assertThat(acme("token")).isZero();
		assertThat(this.out.toString()).endsWith("clt_environment" + System.lineSeparator());
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(this.err.toString()).contains("The token in ACME_TOKEN is not valid", "unset ACME_TOKEN");
		this.environment.put("ACME_TOKEN", FakeApplication.TOKEN);
		assertThat(acme("whoami")).isZero();
		assertThat(this.err.toString()).contains("(using the token in ACME_TOKEN)");
		assertThat(acme("login")).isZero();
		assertThat(this.err.toString()).contains("ACME_TOKEN is set and overrides this login");
		assertThat(acme("logout")).isZero();
		assertThat(this.err.toString()).contains("ACME_TOKEN is still set");
	}

	@ParameterizedTest
	@CsvSource({ "logout,ACME_TOKEN is still set. Unset it to stop using its token.",
			"token,(using the token in ACME_TOKEN)", "logins,(using the token in ACME_TOKEN)",
			"whoami,(using the token in ACME_TOKEN)" })
	void theTokenOfTheEnvironmentIsNamedWithoutALogin(String command, String note) {
		this.environment.put("ACME_TOKEN", FakeApplication.TOKEN);
		assertThat(acme(command)).isZero();
		assertThat(this.err.toString().strip()).isEqualTo(note);
		this.out.getBuffer().setLength(0);
	}

	@Test
	void profilesAreLoginsOfTheirOwn() {
		acme("login", "--profile", "work");
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(acme("whoami", "--profile", "work")).isZero();
		this.environment.put("ACME_PROFILE", "work");
		assertThat(acme("whoami")).isZero();
		assertThat(acme("logout")).isZero();
		assertThat(file()).doesNotExist();
		assertThat(acme("whoami", "--profile", "../x")).isEqualTo(2);
	}

	@Test
	void loginsListsCleanlyAndMarksThisOne() {
		acme("login");
		this.application.logins = FakeApplication.LOGINS.replace("/ desktop", "\\u001b[2J");
		this.out.getBuffer().setLength(0);
		assertThat(acme("logins")).isZero();
		assertThat(this.out.toString().lines()).containsExactly(
				"* aaaabbbbcc  acme / laptop                   logged in 2026-11-21, last used 2026-11-21",
				"  aaaacccccc  acme [2J" + " ".repeat(24) + "logged in 2026-11-20, last used -");
		assertThat(acme("logins", "list", "--json")).isZero();
		assertThat(this.out.toString()).contains("\"id\":\"aaaabbbbccccdddd\"", "\"current\":true");
	}

	@Test
	void loginsRevokeEndsTheOneThatIsMeant() {
		acme("login");
		assertThat(acme("logins", "revoke", "aaaac")).isZero();
		assertThat(requests()).endsWith("/clilogin/tokens/revoke {\"tokenId\":\"aaaaccccccccdddd\"}");
		assertThat(acme("logins", "revoke", "--others")).isZero();
		assertThat(requests()).endsWith("/clilogin/tokens/revoke {\"others\":true}");
		for (String[] wrong : List.of(new String[] { "aaaa" }, new String[] { "x" }, new String[] { "" },
				new String[] {}, new String[] { "aaaab", "--others" })) {
			assertThat(acme(Stream.concat(Stream.of("logins", "revoke"), Stream.of(wrong)).toArray(String[]::new)))
				.isEqualTo(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "aaaac,''", "--others,Only the login of the token in ACME_TOKEN was kept." })
	void loginsRevokeNamesTheLoginThatWasKept(String which, String note) throws Exception {
		acme("login");
		this.environment.put("ACME_TOKEN", FakeApplication.TOKEN);
		assertThat(acme("logins", "revoke", which)).isZero();
		assertThat(this.err.toString()).isEqualTo(Stream.of("(using the token in ACME_TOKEN)", note)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n")) + "\n");
		this.out.getBuffer().setLength(0);
		this.err.getBuffer().setLength(0);
		assertThat(acme("logins", "revoke", which, "--json")).isZero();
		assertThat(this.out.toString()).isEqualTo("{\"revoked\":2,\"source\":\"ACME_TOKEN\"}\n");
		assertThat(this.err.toString()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "whoami | Run: acme login", "login --complete | Run: acme login --start",
			"logins revoke | acme logins revoke ID", "logins revoke | acme logins revoke --others" })
	void theNextCommandNamesServerAndProfile(String command, String next) {
		String options = " --server http://127.0.0.1:1 --profile work";
		acme((command + options).split(" "));
		assertThat(this.err.toString()).contains(next + options);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "401 | whoami | Run: acme login", "200 | logins revoke zz | Run: acme logins",
			"403 | whoami | acme login --scopes \u2026" })
	void theNextCommandNamesTheProfileThatFailed(int status, String command, String next) {
		String options = " --profile work";
		acme("login", "--profile", "work");
		this.application.apiStatus = status;
		acme((command + options).split(" "));
		assertThat(this.err.toString().strip()).endsWith(next + options);
	}

	@Test
	void theSuggestedLoginRepeatsTheOptions() throws Exception {
		this.application.startAnswer = """
				{"device_code":"device-code","user_code":"BCDF-GHJK","expires_in":600,"interval":1,
				"verification_uri":"https://app.example.com/clilogin"}""";
		acme("login", "--start", "--scopes", "read,write", "--flow", "code", "--json", "--profile", "work");
		assertThat(events("failed").get(0).getString("message")).endsWith(
				"Run: acme login --start --scopes 'read,write' --flow code --json --server https://app.example.com --profile work");
	}

	@Test
	void theDescriptionOfARefusedScopeIsTheOnlyRemedy() throws Exception {
		terminal("bcd fgh");
		this.application.startStatus = 400;
		this.application.startAnswer = """
				{"error":"invalid_scope","error_description":"The requested scopes require a return code"}""";
		assertThat(acme("login", "--scopes", "deploy")).isEqualTo(1);
		assertThat(this.err.toString().strip())
			.isEqualTo("The server refused: invalid_scope (The requested scopes require a return code).");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "logins list %s", "logins %s list", "logins revoke aaaac %s", "logins %s revoke --others" })
	void loginsKnowsItsOptionsOnBothSides(String command) {
		acme("login", "--profile", "work");
		String url = this.application.url();
		this.environment.put("ACME_SERVER", "http://127.0.0.1:1");
		this.out.getBuffer().setLength(0);
		String options = "--json --profile work --server " + url;
		assertThat(acme(String.format(command, options).split(" "))).isZero();
		assertThat(this.out.toString()).startsWith("{\"");
	}

	@ParameterizedTest
	@CsvSource({ "logins list --json,not_logged_in,4", "logins --json list,not_logged_in,4",
			"logins revoke --json,usage,2", "login --json --wat,usage,2", "login --json --flow wat,usage,2" })
	void everyFailureIsJsonWhereJsonWasAskedFor(String command, String reason, int exitCode) throws Exception {
		assertThat(acme(command.split(" "))).isEqualTo(exitCode);
		assertThat(this.err.toString()).isEmpty();
		assertThat(events()).hasSize(1);
		assertThat(events().get(0).getString("reason")).isEqualTo(reason);
		assertThat(events().get(0).getString("message")).isNotBlank();
	}

	@Test
	void logoutAllEndsEveryLogin() {
		acme("login");
		assertThat(acme("logout", "--all")).isZero();
		assertThat(requests()).endsWith("/clilogin/tokens/revoke {\"all\":true}");
		assertThat(this.out.toString()).contains("everywhere. Logins revoked: 2");
		assertThat(file()).doesNotExist();
	}

	@Test
	void bracketsInTheNameOfALoginAreOnlyLetters() {
		acme("login");
		this.application.logins = FakeApplication.LOGINS.replace("/ laptop", "/ \\\"" + "[{".repeat(40));
		assertThat(acme("logins")).isZero();
		assertThat(this.out.toString()).contains("acme / \"[{[{");
		assertThat(acme("logins", "revoke", "aaaac")).isZero();
	}

	@Test
	void anAccountMayHaveManyLogins() {
		acme("login");
		this.application.logins = "{\"tokens\":[" + IntStream.range(0, 250)
			.mapToObj((i) -> "{\"tokenId\":\"%04d\",\"name\":\"%s\"}".formatted(i, "x".repeat(300)))
			.collect(Collectors.joining(",")) + "]}";
		this.out.getBuffer().setLength(0);
		assertThat(acme("logins")).isZero();
		assertThat(this.out.toString().lines()).hasSize(250);
		assertThat(acme("logins", "revoke", "0249")).isZero();
		assertThat(requests()).endsWith("/clilogin/tokens/revoke {\"tokenId\":\"0249\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"]\"," })
	void aHostileAnswerDoesNotEndInAStackTrace(String lure) {
		acme("login");
		this.application.account = "{\"name\":[" + lure.replace("]", "]".repeat(30_000)) + "[".repeat(30_000);
		assertThat(acme("whoami")).isEqualTo(1);
		assertThat(this.err.toString()).contains("did not return the account").doesNotContain("StackOverflow");
	}

	@Test
	void whoamiPrintsJson() {
		acme("login");
		this.out.getBuffer().setLength(0);
		assertThat(acme("whoami", "--json")).isZero();
		assertThat(this.out.toString().strip())
			.isEqualTo("{\"account\":\"ann\",\"server\":\"" + this.application.url() + "\",\"source\":\"login\"}");
	}

	@Test
	void completionIsAScript() {
		assertThat(acme("completion")).isZero();
		assertThat(this.out.toString()).contains("complete", "--no-browser", "logins");
	}

	@Test
	void theLinkIsDrawnForAPhoneAndNothingIsOpened() {
		assertThat(acme("login", "--qr")).isZero();
		assertThat(this.out.toString().lines().filter((line) -> line.matches("[\u2580\u2584\u2588 #]{33,}")).count())
			.isBetween(18L, 45L);
		assertThat(this.out.toString()).contains("/clilogin?user_code=BCDF-GHJK");
		assertThat(this.opened).isEmpty();
	}

	@Test
	void loginWithoutABrowserPrintsTheLinkAndOpensNoBrowser() {
		assertThat(acme("login", "--no-browser")).isZero();
		assertThat(this.out.toString()).contains("Open  " + this.application.url() + "/clilogin?user_code=BCDF-GHJK");
		assertThat(this.opened).isEmpty();
	}

	@Test
	void loginSendsTheNamesOfTheClientAndTheDevice() {
		acme("login", "--flow", "code", "--device-name", "ann at home");
		assertThat(requests().get(0)).matches("/clilogin/device client_id=acme&flow=code&device_name=ann\\+at\\+home"
				+ "&client_version=development&return_methods=loopback&return_port=\\d+");
		assertThat(this.out.toString()).contains("Open  " + this.application.url() + "/clilogin\n", "Enter this code");
	}

	@Test
	void theDeviceNameIsUserAndHost() {
		acme("login", "--no-browser");
		assertThat(requests().get(0)).contains("device_name=" + System.getProperty("user.name"))
			.doesNotContain("flow=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HOSTNAME", "COMPUTERNAME" })
	void theNameOfTheMachineIsTakenFromTheEnvironment(String variable) {
		this.environment.put(variable, "laptop.of.ann");
		acme("login", "--no-browser");
		assertThat(requests().get(0)).contains("%40laptop.of.ann&");
	}

	@ParameterizedTest
	@ValueSource(strings = { "login", "login --start" })
	void aBrowserThatDoesNotOpenIsReported(String command) {
		assertThat(Acme.commandLine(context((page) -> false)).execute(command.split(" "))).isZero();
		assertThat(this.err.toString().strip()).isEqualTo("The browser could not be opened. Open the link yourself.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "login --flow browser", "login --start --flow browser" })
	void aLoginThatNeedsABrowserHereIsReplacedIfNoneOpens(String command) {
		assertThat(Acme.commandLine(context((page) -> false)).execute(command.split(" "))).isZero();
		List<String> requests = requests();
		assertThat(requests.get(0)).contains("flow=browser");
		assertThat(requests.get(1)).startsWith("/clilogin/cancel device_code=");
		assertThat(requests.get(2)).contains("flow=confirm");
		assertThat(this.err.toString()).startsWith("No browser could be opened on this machine.");
		assertThat(this.out.toString().lines()).contains("Check that the browser shows BCDF-GHJK, then confirm there.",
				"Open  " + this.application.url() + "/clilogin?user_code=BCDF-GHJK", "Code  BCDF-GHJK");
	}

	@Test
	void theLoginThatReplacesAStartIsCompleted() {
		assertThat(
				Acme.commandLine(context((page) -> false)).execute("login", "--start", "--flow", "browser", "--json"))
			.isZero();
		assertThat(acme("login", "--complete")).isZero();
		assertThat(requests()).last().asString().contains("device_code=device-code");
	}

	@Test
	void aLoginThatNeedsABrowserHereIsKeptIfTheUserOpensTheLink() {
		assertThat(acme("login", "--flow", "browser", "--no-browser")).isZero();
		assertThat(requests()).noneMatch((request) -> request.startsWith("/clilogin/cancel"));
		assertThat(this.out.toString()).doesNotContain("Code  ");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void jsonSaysWhetherABrowserOpened(boolean isOpen) throws Exception {
		assertThat(Acme.commandLine(context((page) -> isOpen)).execute("login", "--json")).isZero();
		assertThat(events().get(1).getString("event")).isEqualTo("browser");
		assertThat(events().get(1).getBoolean("opened")).isEqualTo(isOpen);
	}

	@Test
	void theTerminalAsksForTheReturnCodeThatTheBrowserShows() throws Exception {
		terminal("bcd fgh");
		this.application.returnMethod = "code";
		assertThat(acme("login", "--no-browser")).isZero();
		assertThat(requests().get(0)).endsWith("&return_methods=code");
		assertThat(screen()).content().isEqualTo("Type the six letters that the browser shows: ");
		assertThat(this.err.toString()).isEmpty();
		assertThat(requests()).anyMatch((request) -> request.endsWith("&return_code=BCDFGH"));
		assertThat(this.out.toString()).endsWith("Logged in as ann\n");
	}

	private void terminal(String typed) throws IOException {
		Files.writeString(this.temp.resolve("tty"), "\n" + typed + "\n");
		Files.createFile(screen());
	}

	private Path screen() {
		return this.temp.resolve("screen");
	}

	/** On Windows, a read from the console ends only when the user presses Enter. */
	@Test
	void aTerminalIsNotOfferedIfAnInterruptDoesNotEndARead() throws Exception {
		terminal("bcd fgh");
		this.isInterruptible = false;
		assertThat(acme("login")).isZero();
		assertThat(requests().get(0)).contains("&return_methods=loopback&");
	}

	@Test
	void aReportThatWasClosedPrintsNoMore() throws Exception {
		terminal("bcd fgh");
		TerminalReport report = new TerminalReport(context(this::open), (link) -> "");
		report.close();
		assertThat(report.ask(null, false)).isNull();
		report.accept(new LoginEvent.Retrying("HTTP 503", Duration.ofSeconds(1)));
		assertThat(screen()).isEmptyFile();
		assertThat(this.out + "" + this.err).isEmpty();
	}

	@Test
	void theUserIsToldToPressTheButtonIfOnlyTheBrowserCanReturnTheCode() throws Exception {
		LoginEvent event = new LoginEvent.BrowserNeeded(Duration.ofSeconds(1));
		new TerminalReport(context(this::open), (link) -> "").accept(event);
		assertThat(this.err.toString().strip())
			.isEqualTo("The browser did not return the code. Press the button on the page that it shows.");
		CliContext context = context(this::open);
		new JsonReport(new LineReader(context.in()), context.out()).accept(event);
		assertThat(events("browser_needed")).hasSize(1);
	}

	@Test
	void aTextThatIsNotAReturnCodeIsNotSent() throws Exception {
		this.in = "hello\n\nB\u00c7D-FGH\nBCD.FGH\n";
		this.application.returnMethod = "code";
		assertThat(acme("login", "--json", "--no-browser")).isZero();
		assertThat(events("return_code_needed")).extracting((event) -> event.getBoolean("repeated"))
			.containsExactly(false, true, true, true);
		assertThat(requests()).filteredOn((request) -> request.contains("return_code=")).hasSize(1);
	}

	@Test
	void anInputThatNeverContainsAReturnCodeEndsTheLogin() throws Exception {
		this.in = "y\n".repeat(99);
		this.application.returnMethod = "code";
		assertThat(acme("login", "--json", "--no-browser")).isEqualTo(130);
		assertThat(events("return_code_needed")).hasSize(10);
	}

	@Test
	void anEndlessLineEndsTheLogin() throws Exception {
		this.in = "\0".repeat(257) + "\nBCDFGH\n";
		this.application.returnMethod = "code";
		assertThat(acme("login", "--json", "--no-browser")).isEqualTo(130);
		assertThat(events("return_code_needed")).hasSize(1);
	}

	private List<JsonObject> events(String name) throws Exception {
		return events().stream().filter((event) -> event.getString("event").equals(name)).toList();
	}

	@Test
	void lettersThatWereTypedInTheSecondStepAreKeptBeforeTheyAreSent() throws Exception {
		List<String> kept = new CopyOnWriteArrayList<>();
		this.application.returnMethod = "code";
		acme("login", "--start");
		this.application.onReturnCode = () -> kept.add(suspended());
		this.in = "bcd-fgh\n";
		assertThat(acme("login", "--complete", "--json")).isZero();
		assertThat(kept).isNotEmpty().allMatch((login) -> login.contains("\"return_code\": \"BCDFGH\""));
	}

	@Test
	void theCauseIsToldIfTypedLettersCannotBeKept() throws Exception {
		this.application.returnMethod = "code";
		acme("login", "--start");
		this.application.onPoll = this::replaceBySomethingElse;
		this.in = "bcd-fgh\n";
		assertThat(acme("login", "--complete", "--json")).isEqualTo(1);
		assertThat(this.out.toString()).contains("\"reason\":\"other\"").doesNotContain("No return code was entered");
		assertThat(home().resolve("login.json")).isDirectory();
	}

	private void replaceBySomethingElse() {
		try {
			Files.deleteIfExists(home().resolve("login.json"));
			Files.createDirectories(home().resolve("login.json"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String suspended() {
		try {
			String file = Files.readString(home().resolve("login.json"));
			String text = file.replaceAll("(?s).*\"access_token\": *\"([^\"]+)\".*", "$1");
			return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void jsonAsksForTheReturnCodeAndTakesOneLine() throws Exception {
		this.in = "bcd-fgx\nBCD-FGH\n";
		this.application.returnMethod = "code";
		assertThat(acme("login", "--json", "--no-browser")).isZero();
		List<JsonObject> needed = events("return_code_needed");
		assertThat(needed).extracting((event) -> event.getBoolean("repeated")).containsExactly(false, true);
		assertThat(needed).allMatch((event) -> event.isNull("page"));
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void withoutATerminalAndAnAnswerALoginWithAReturnCodeFails() throws Exception {
		this.application.returnMethod = "code";
		assertThat(acme("login", "--json", "--no-browser")).isEqualTo(130);
		assertThat(this.out.toString()).contains("No return code was entered. Log in again.");
		assertThat(requests()).anyMatch((request) -> request.startsWith("/clilogin/cancel"));
	}

	@Test
	void aLoginOfTwoStepsIsCompletedWithTheReturnCode() throws Exception {
		this.application.returnMethod = "code";
		assertThat(acme("login", "--start")).isZero();
		assertThat(requests().get(0)).endsWith("&return_methods=code");
		assertThat(acme("login", "--complete")).isEqualTo(2);
		assertThat(this.err.toString()).isEqualTo(
				"The browser shows a return code of six letters. Run: acme login --complete --return-code CODE\n");
		assertThat(acme("login", "--complete", "--return-code", "bcd-fgx")).isEqualTo(2);
		assertThat(this.err.toString())
			.endsWith("The return code is incorrect. Run: acme login --complete --return-code CODE\n");
		assertThat(requests()).noneMatch((request) -> request.startsWith("/clilogin/cancel"));
		assertThat(acme("login", "--complete", "--return-code", "bcd-fgh")).isZero();
		assertThat(home().resolve("login.json")).doesNotExist();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theReturnCodeIsKeptPrivatelyUntilTheCredentialsAreStored() throws Exception {
		this.application.returnMethod = "code";
		acme("login", "--start");
		this.application.returnCode = "BCDFGX";
		acme("login", "--complete", "--return-code", "bcd-fgh");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("login.json"))))
			.isEqualTo("rw-------");
		this.application.returnCode = "BCDFGH";
		assertThat(acme("login", "--complete")).isZero();
		assertThat(requests()).last().asString().endsWith("&return_code=BCDFGH");
	}

	@ParameterizedTest
	@ValueSource(strings = { "login --return-code BCDFGH", "login --start --return-code BCDFGH" })
	void aReturnCodeIsOnlyForTheSecondStep(String command) {
		assertThat(acme(command.split(" "))).isEqualTo(2);
		assertThat(requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "OS,Linux,true", "OS,Windows_NT,false", "WT_SESSION,1,true", "TERM,xterm,true", "TERM,dumb,false" })
	void anOldConsoleOfWindowsGetsNoEscapes(String variable, String value, boolean isLive) {
		this.isTerminal = true;
		this.environment.put("OS", "Windows_NT");
		this.environment.put(variable, value);
		assertThat(context(this::open).isLive()).isEqualTo(isLive);
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

	@ParameterizedTest
	@CsvSource({ "ACME_HOME,NUL", "ACME_HOME,~/.acme", "XDG_CONFIG_HOME,NUL", "XDG_CONFIG_HOME,config" })
	void aDirectoryThatIsNotAbsoluteIsRefused(String variable, String text) {
		String value = text.replace("NUL", "\0");
		this.environment.remove("ACME_HOME");
		this.environment.put(variable, value);
		assertThat(acme("login")).isEqualTo(1);
		assertThat(this.err.toString())
			.startsWith(variable + " is '" + value + "', which is not an absolute path. Set it");
		assertThat(requests()).isEmpty();
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
			"{\"error\":\"access_denied\"} | 3 | The login was rejected.",
			"{\"error\":\"expired_token\"} | 5 | The login expired before it was confirmed. Log in again.",
			"{\"error\":\"unauthorized_client\"} | 1 | The server refused: unauthorized_client." })
	void aLoginThatFailsSaysWhyAndKeepsNothing(String answer, int exitCode, String sentence) {
		this.application.polls.add(answer);
		assertThat(acme("login")).isEqualTo(exitCode);
		assertThat(this.err.toString().strip()).isEqualTo(sentence);
		assertThat(file()).doesNotExist();
	}

	@Test
	void theErrorNamesAHomeThatIsNotADirectory() {
		blockHome();
		assertThat(acme("login")).isEqualTo(1);
		assertThat(this.err.toString()).contains("home", "ACME_HOME");
		assertThat(requests()).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aHomeThatCannotBeCreatedIsReportedBeforeTheLogin() throws Exception {
		Files.createSymbolicLink(home(), Path.of("nowhere"));
		assertThat(acme("login")).isEqualTo(1);
		assertThat(this.err.toString()).contains("home", "ACME_HOME");
		assertThat(requests()).isEmpty();
	}

	@Test
	void credentialsThatCannotBeKeptAreEnded() {
		assertThat(Acme.commandLine(context((page) -> blockHome())).execute("login")).isEqualTo(1);
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
		assertThat(this.err.toString()).contains("does not answer", "cannot be reached", "Not logged out: ",
				"Try again");
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
		this.application.account = "{\"name\":\"ann\"" + " ".repeat(2 * 1024 * 1024) + "}";
		assertThat(acme("whoami")).isEqualTo(1);
		assertThat(this.err.toString()).contains("sent more than 2 MB");
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 503 })
	void whoamiSaysWhenTheServerIsBusy(int status) {
		acme("login");
		this.application.apiStatus = status;
		assertThat(acme("whoami")).isEqualTo(6);
		assertThat(this.err.toString()).contains("HTTP " + status, "Try again").doesNotContain("address");
	}

	@ParameterizedTest
	@CsvSource({ "false,This login lacks the required scope. Log in with other scopes: acme login --scopes …",
			"true,The token in ACME_TOKEN lacks the required scope. Set another token." })
	void whoamiSaysWhenTheScopesDoNotSuffice(boolean isFromEnvironment, String sentence) {
		acme("login");
		if (isFromEnvironment) {
			this.environment.put("ACME_TOKEN", FakeApplication.TOKEN);
		}
		this.application.apiStatus = 403;
		assertThat(acme("whoami")).isEqualTo(1);
		assertThat(this.err.toString().strip()).isEqualTo(sentence);
	}

	@Test
	void whoamiReportsAMissingLogin() {
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(this.err.toString()).startsWith("Not logged in").contains("acme login");
		assertThat(requests()).isEmpty();
	}

	@Test
	void whoamiSaysWhenTheServerEndedTheLogin() {
		acme("login");
		this.application.isTokenLive = false;
		assertThat(acme("whoami")).isEqualTo(4);
		assertThat(this.err.toString()).startsWith("No longer logged in").contains("acme login");
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
	void anUnexpectedExceptionIsNotQuoted() {
		assertThat(Acme.commandLine(context((page) -> {
			throw new IllegalArgumentException("invalid header value: \"Bearer " + FakeApplication.TOKEN + "\"");
		})).execute("login")).isEqualTo(1);
		assertThat(this.err.toString()).endsWith("Please report it with the output of acme --version.\n")
			.doesNotContain(FakeApplication.TOKEN);
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
	void logoutKeepsCredentialsThatItCouldNotRevoke(int status) {
		acme("login");
		this.application.revokeStatus = status;
		assertThat(acme("logout")).isEqualTo(6);
		assertThat(this.err.toString()).startsWith("Not logged out: ").containsOnlyOnce("Try again");
		assertThat(file()).exists();
		this.application.revokeStatus = 200;
		assertThat(acme("logout")).isZero();
		assertThat(file()).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 403, 404, 502 })
	void logoutKeepsCredentialsIfAProxyAnswers(int status) {
		acme("login");
		this.application.revokeStatus = status;
		this.application.revokeAnswer = "<html>";
		assertThat(acme("logout")).isEqualTo(6);
		assertThat(this.err.toString()).startsWith("Not logged out: ");
		assertThat(file()).exists();
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
	void aDamagedFileIsReportedBeforeTheLogin() throws Exception {
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
