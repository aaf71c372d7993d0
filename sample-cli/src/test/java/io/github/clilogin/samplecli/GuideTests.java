package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.ServerEndpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the tables of {@code docs/guide/cli.md} describe the behavior of
 * {@code acme}.
 */
class GuideTests {

	private static final Path GUIDE = Path.of("../docs/guide/cli.md");

	private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

	private final FakeApplication application = new FakeApplication();

	private final Map<String, String> environment = new HashMap<>();

	private BrowserLauncher browser = BrowserLauncher.none();

	private final CtrlCHandler ctrlC = new CtrlCHandler(() -> {
	});

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path home;

	@AfterEach
	void stopApplication() {
		this.application.close();
	}

	/** Returns the table rows below a heading whose first cell is a key or a number. */
	private static Stream<List<String>> rows(String heading) throws IOException {
		String text = Files.readString(GUIDE);
		String section = text.substring(text.indexOf("### " + heading) + 4);
		int end = section.indexOf("\n### ");
		return section.substring(0, (end < 0) ? section.length() : end)
			.lines()
			.filter((line) -> line.matches("\\| (`|\\d).*"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
	}

	static Stream<List<String>> failures() throws IOException {
		return rows("Error messages");
	}

	@Test
	void theExitCodesAreThoseOfTheProgram() throws Exception {
		Map<String, String> documented = rows("Exit codes").collect(
				Collectors.toMap((row) -> row.get(1), (row) -> row.get(0), (one, other) -> one, LinkedHashMap::new));
		assertThat(documented).isEqualTo(Arrays.stream(ExitCode.values())
			.collect(Collectors.toMap((code) -> "`" + code.name().toLowerCase(Locale.ROOT) + "`",
					(code) -> String.valueOf(code.number()))));
	}

	/**
	 * Checks the texts of all statements in the sources that report a failure or a note.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "../clilogin-client/src/main/java" })
	void noSentenceOfAFailureIsMissing(String sources) throws Exception {
		Pattern failure = Pattern.compile("(?s)(?:new (?:Acme|CliLogin|IO|IllegalArgument)Exception\\("
				+ "|(?:protocol|failure|unreadable)\\(|err(?:\\(\\))?\\s*\\.println\\(|print\\(this\\.err,)(.*?);\n");
		String guide = Files.readString(GUIDE).replaceAll("\\s+", " ");
		List<String> missing;
		try (Stream<Path> files = Files.walk(Path.of(sources))) {
			missing = files.filter((file) -> file.toString().endsWith(".java"))
				.flatMap((file) -> failure.matcher(read(file)).results())
				.flatMap((statement) -> TEXT.matcher(statement.group(1)).results())
				.map((text) -> text.group(1).replace("\\u2026", "\u2026").strip())
				.filter((text) -> text.length() > 9 && !guide.contains(text))
				.toList();
		}
		assertThat(missing).isEmpty();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("failures")
	void theFailureIsToldLikeThis(List<String> row) throws Exception {
		int exitCode = happen(row.get(0).replace("`", ""));
		String words = Arrays.stream(row.get(3).split("\u2026", -1))
			.map(Pattern::quote)
			.collect(Collectors.joining(".*"));
		// Takes the last line, since notes about a bad network precede it
		assertThat(this.err.toString().strip().replaceAll("(?s).*\n", "")).matches(words);
		assertThat(exitCode).isEqualTo(Integer.parseInt(row.get(2)));
	}

	static Stream<List<String>> lines() throws IOException {
		return rows("JSON output");
	}

	@ParameterizedTest
	@MethodSource("lines")
	void theLineOfJsonIsLikeThis(List<String> row) throws Exception {
		String key = row.get(0).replace("`", "");
		print(key);
		String line = Arrays.stream(row.get(2).replace("`", "").split("\u2026", -1))
			.map(Pattern::quote)
			.collect(Collectors.joining("[^\"]*"));
		assertThat(this.out.toString().lines()).as(key).anyMatch((printed) -> printed.matches(line));
	}

	private void print(String key) throws Exception {
		switch (key) {
			case "waiting", "logged_in" -> log("{\"status\":\"pending\",\"interval\":1}");
			case "slowed_down" -> log("{\"error\":\"slow_down\",\"interval\":1}");
			case "retrying" -> log("503");
			case "failed" -> log("{\"status\":\"rejected\",\"message\":\"Ask Bob first\"}");
			case "suspended" -> acme("login", "--start", "--json");
			case "browser_needed" -> new JsonReport(new LineReader(new BufferedReader(new StringReader(""))),
					new PrintWriter(this.out, true))
				.accept(new LoginEvent.BrowserNeeded(Duration.ofSeconds(1)));
			case "return_code_needed" -> {
				this.application.returnMethod = "code";
				acme("login", "--json");
			}
			default -> {
				acme("login", "--json");
				if (!key.equals("started")) {
					acme((key + " --json").split(" "));
				}
			}
		}
	}

	private void log(String poll) {
		this.application.polls.add(poll);
		acme("login", "--json");
	}

	@Test
	void everyEventIsInTheTableOfLines() throws Exception {
		Pattern event = Pattern.compile("event\\((?:[^\"]*\\? )?\"(\\w+)\"(?: : \"(\\w+)\")?\\)");
		List<String> events = event.matcher(read(Path.of("src/main/java/io/github/clilogin/samplecli/JsonReport.java")))
			.results()
			.flatMap((result) -> Stream.of(result.group(1), result.group(2)))
			.filter(Objects::nonNull)
			.toList();
		assertThat(lines().map((row) -> row.get(0).replace("`", ""))).containsAll(events);
		assertThat(events).hasSize(10);
	}

	private int happen(String key) throws Exception {
		return switch (key) {
			case "unreachable" -> afterClose("login");
			case "busy" -> refused(503, "{\"error\":\"temporarily_unavailable\"}");
			case "no-login-server" -> refused(404, "<html>");
			case "clear" -> acme("login", "--server", "http://example.com");
			case "unknown-host" -> acme("login", "--server", "https://no-such-host.invalid");
			case "address" -> acme("login", "--server", "ftp://example.com");
			case "address-query" -> acme("login", "--server", "https://example.com?x=1");
			case "foreign-link" -> linked("https://app.example.com/clilogin");
			case "unsafe-link" -> linked("http://app.example.com/clilogin");
			case "wrong-link" -> wrongLink();
			case "return-code" -> typed("");
			case "return-code-later", "return-code-wrong", "return-code-format" -> completed(key);
			case "return-code-terminal" ->
				refused(400, "{\"error\":\"unauthorized_client\",\"error_description\":\"return_methods is missing\"}");
			case "return-code-prompt" -> withoutPrompt();
			case "flow" ->
				refused(400, "{\"error\":\"invalid_request\",\"error_description\":\"The flow is not enabled\"}");
			case "scope" -> {
				this.application.startStatus = 400;
				this.application.startAnswer = "{\"error\":\"invalid_scope\"}";
				yield acme("login", "--scopes", "read");
			}
			case "rejected" -> polled("{\"status\":\"rejected\"}");
			case "rejected-why" -> polled("{\"status\":\"rejected\",\"message\":\"Ask Bob first\"}");
			case "expired" -> polled("{\"status\":\"expired\"}");
			case "expired-code" -> {
				this.application.returnMethod = "loopback";
				this.browser = (page) -> true;
				this.application.polls.add("{\"status\":\"pending\",\"interval\":1,\"return_method\":\"loopback\"}");
				yield polled("{\"status\":\"expired\"}");
			}
			case "unknown" -> polled("{\"status\":\"unknown\"}");
			case "not-logged-in" -> acme("whoami");
			case "environment" -> with("ACME_TOKEN", "clt_other", "whoami");
			case "no-token" -> acme("login", "--with-token");
			case "not-started" -> acme("login", "--complete");
			case "damaged" -> with("{", "login");
			case "block" -> with("{\"profiles\":7}", "login", "--profile", "work");
			case "damaged-settings" -> with("{", "login", "--profile", "work");
			case "large" -> with("x".repeat(65_537), "login");
			case "large-settings" -> with("x".repeat(65_537), "login", "--profile", "work");
			case "directory" -> with("ACME_HOME", Files.createFile(this.home.resolve("file")).toString(), "login");
			case "home" -> homeless();
			case "config" -> {
				this.environment.put("ACME_HOME", "");
				yield with("XDG_CONFIG_HOME", "config", "login");
			}
			case "profile" -> acme("whoami", "--profile", "a/b");
			case "lacks" -> refused(200, "{}");
			case "poll-lacks" -> polled("{\"status\":\"confirmed\",\"credentials\":{}}");
			case "poll-empty" -> polled("{\"status\":\"confirmed\"}");
			case "poll-status" -> polled("{\"status\":\"odd\"}");
			case "poll-refused" -> cutOff(403);
			case "cut-off" -> cutOff(503);
			case "cut-off-last" -> answered(2, "{\"status\":\"pending\"}", "503");
			case "no-answer" -> answered(2, "404", "404", "404");
			case "cancelled" -> cancelled();
			case "cancelled-start" -> interrupted();
			case "broken" -> failing();
			case "started-damaged" -> startedDamaged();
			case "link" -> linked();
			case "keychain" -> withKeychain("echo locked >&2; exit 1", "whoami");
			case "locked" -> lockedByAnother();
			case "full" -> with("{\"other\":\"" + "x".repeat(65_480) + "\"}", "login");
			case "which" -> acme("logins", "revoke");
			case "no-metadata" -> discovered("{}");
			case "redirects" -> redirected();
			case "other-server" -> resumedBy(client("/other").build());
			case "other-client" -> resumedBy(client("").clientId("other").build());
			case "no-device-flow" -> discovered("{\"issuer\":\"" + this.application.url() + "\"}");
			case "metadata-clear" -> discovered("{\"issuer\":\"" + this.application.url()
					+ "\",\"device_authorization_endpoint\":\"http://example.com/\",\"token_endpoint\":\"http://example.com/\"}");
			default -> key.startsWith("note-") ? happenBeside(key) : happenWhenLoggedIn(key);
		};
	}

	/** Causes a note of a command that succeeds. */
	private int happenBeside(String key) throws Exception {
		return switch (key) {
			case "note-no-browser" -> {
				this.browser = (page) -> false;
				yield acme("login");
			}
			case "note-retrying" -> polled("503");
			case "note-answers" -> {
				this.application.polls.add("503");
				yield polled("{\"status\":\"pending\",\"interval\":1}");
			}
			case "note-token" -> with("ACME_TOKEN", FakeApplication.TOKEN, "whoami");
			case "note-token-login" -> with("ACME_TOKEN", FakeApplication.TOKEN, "login");
			case "note-token-logout" -> with("ACME_TOKEN", FakeApplication.TOKEN, "logout");
			case "note-token-others" -> {
				this.environment.put("ACME_TOKEN", FakeApplication.TOKEN);
				yield acme("logins", "revoke", "--others");
			}
			case "note-replaced" -> {
				this.browser = (page) -> false;
				yield acme("login", "--flow", "browser");
			}
			case "note-keychain" -> withKeychain("exit 1", "login");
			case "note-keychain-earlier" ->
				withKeychain("[ $1 = store ] && cat || { echo locked >&2; exit 1; }", "login");
			default -> {
				assertThat(key).isEqualTo("note-keychain-logout");
				acme("login");
				yield withKeychain("echo locked >&2; exit 1", "logout");
			}
		};
	}

	/** Runs a separate process, whose PATH leads to the keychain script. */
	private int withKeychain(String script, String command) throws Exception {
		Path program = Files.writeString(this.home.resolve("secret-tool"), "#!/bin/sh\n" + script + "\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		Path log = this.home.resolve("log");
		Map<String, String> variables = Map.of("ACME_SERVER", this.application.url(), "ACME_HOME", this.home.toString(),
				"ACME_KEYCHAIN", "true", "BROWSER", "none", "PATH", this.home + ":" + System.getenv("PATH"));
		int exitCode = new AcmeProcess(this.home, variables).builder(command)
			.redirectError(log.toFile())
			.redirectOutput(Redirect.DISCARD)
			.start()
			.waitFor();
		this.err.write(Files.readString(log));
		return exitCode;
	}

	private int happenWhenLoggedIn(String key) throws Exception {
		assertThat(acme("login")).isZero();
		switch (key) {
			case "revoked" -> this.application.isTokenLive = false;
			case "logout-refused" -> this.application.revokeStatus = 404;
			case "logout-page" -> onTheWay(404);
			case "logout-redirect" -> onTheWay(302);
			case "api" -> this.application.account = "{}";
			case "api-large" -> this.application.account = " ".repeat(2 * 1024 * 1024 + 1);
			case "revoke-api" -> this.application.ended = "[";
			case "api-busy" -> this.application.apiStatus = 503;
			case "scopes" -> this.application.apiStatus = 403;
			case "scopes-environment" -> {
				this.application.apiStatus = 403;
				this.environment.put("ACME_TOKEN", FakeApplication.TOKEN);
			}
			case "logins-api" -> this.application.logins = "[";
			case "logout-unreachable", "api-unreachable" -> this.application.close();
			default -> assertThat(key).isIn("no-such-login", "several-logins");
		}
		return switch (key) {
			case "no-such-login" -> acme("logins", "revoke", "zz");
			case "several-logins" -> acme("logins", "revoke", "aaaa");
			case "logins-api" -> acme("logins");
			case "revoke-api" -> acme("logins", "revoke", "--others");
			default -> acme(key.startsWith("logout") ? "logout" : "whoami");
		};
	}

	private void onTheWay(int status) {
		this.application.revokeStatus = status;
		this.application.revokeAnswer = "<html>";
	}

	private int afterClose(String command) {
		this.application.close();
		return acme(command);
	}

	private int refused(int status, String body) {
		this.application.startStatus = status;
		this.application.startAnswer = body;
		return acme("login");
	}

	private int typed(String text) throws IOException {
		this.application.returnMethod = "code";
		Files.writeString(this.home.resolve("tty"), text);
		return acme("login");
	}

	private int completed(String key) {
		this.application.returnMethod = "code";
		acme("login", "--start");
		return switch (key) {
			case "return-code-later" -> acme("login", "--complete");
			case "return-code-wrong" -> acme("login", "--complete", "--return-code", "bcdfgx");
			default -> acme("login", "--complete", "--return-code", "abc");
		};
	}

	/** Returns what a CLI without a prompt gets from a server that requires a code. */
	private int withoutPrompt() {
		this.application.startStatus = 400;
		this.application.startAnswer = "{\"error\":\"unauthorized_client\",\"error_description\":\"return_methods\"}";
		try {
			client("").browser(BrowserLauncher.none()).build().start();
			return 0;
		}
		catch (CliLoginException ex) {
			this.err.write(ex.getMessage());
			return ExitCode.of(ex.reason()).number();
		}
	}

	private int linked(String uri) {
		return refused(200,
				"{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"" + uri + "\",\"expires_in\":9}");
	}

	private int wrongLink() {
		this.application.startStatus = 200;
		this.application.startAnswer = "{\"user_code\":\"u\",\"verification_uri\":\"" + this.application.url()
				+ "/clilogin/browser?state=0\",\"expires_in\":9}";
		return acme("login", "--flow", "browser");
	}

	private int cutOff(int status) {
		this.application.pollStatus = status;
		this.application.polls.addAll(Collections.nCopies(9, "{}"));
		this.application.startAnswer = "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\""
				+ this.application.url() + "\",\"expires_in\":3,\"interval\":1}";
		return acme("login", "--flow", "code");
	}

	private int answered(int expiresIn, String... polls) {
		this.application.polls.addAll(List.of(polls));
		this.application.startAnswer = "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\""
				+ this.application.url() + "\",\"expires_in\":" + expiresIn + ",\"interval\":5}";
		return acme("login", "--flow", "code");
	}

	private int redirected() throws IOException {
		this.application.otherwiseStatus = 302;
		return discovered("");
	}

	private int resumedBy(CliLoginClient other) throws Exception {
		String suspended = client("").build().start().suspend();
		try {
			other.resume(suspended);
			return 0;
		}
		catch (CliLoginException ex) {
			this.err.write(ex.getMessage());
			return ExitCode.of(ex.reason()).number();
		}
	}

	private CliLoginClient.Builder client(String path) {
		return CliLoginClient.builder(URI.create(this.application.url() + path)).clientId("acme");
	}

	private int cancelled() {
		this.browser = (page) -> {
			Thread.currentThread().interrupt();
			return true;
		};
		return interruptible();
	}

	private int interrupted() {
		this.application.isStartStalling = true;
		this.ctrlC.end();
		CompletableFuture.runAsync(this::pressWhenAsked);
		return interruptible();
	}

	private void pressWhenAsked() {
		try {
			assertThat(this.application.requests.take()).startsWith("/clilogin/device");
			this.ctrlC.press();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int interruptible() {
		int exitCode = acme("login");
		assertThat(Thread.interrupted()).isTrue();
		return exitCode;
	}

	private int failing() {
		this.browser = (page) -> {
			throw new IllegalStateException("a secret");
		};
		return acme("login");
	}

	private int startedDamaged() throws IOException {
		Files.writeString(this.home.resolve("login.json"),
				"{\"" + this.application.url() + "\":{\"access_token\":\"e30=\"}}");
		return acme("login", "--complete");
	}

	private int lockedByAnother() throws IOException {
		Files.writeString(this.home.resolve(".credentials.json.lock"), "no longer anybody's");
		return acme("login");
	}

	private int linked() throws IOException {
		Files.createSymbolicLink(this.home.resolve("credentials.json"), this.home.resolve("elsewhere"));
		return acme("login");
	}

	private int homeless() throws Exception {
		Process acme = new AcmeProcess(this.home, Map.of("HOME", "?")).builder("login").start();
		this.err.write(new String(acme.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
		return acme.waitFor();
	}

	private int discovered(String metadata) throws IOException {
		this.application.otherwise = metadata;
		try {
			ServerEndpoints.discover(URI.create(this.application.url()));
			return 0;
		}
		catch (CliLoginException ex) {
			this.err.write(ex.getMessage());
			return ExitCode.of(ex.reason()).number();
		}
	}

	private int polled(String status) {
		this.application.polls.add(status);
		return acme("login");
	}

	private int with(String file, String... arguments) throws IOException {
		Files.writeString(this.home.resolve("credentials.json"), file);
		return acme(arguments);
	}

	private int with(String variable, String value, String command) {
		this.environment.put(variable, value);
		return acme(command);
	}

	private int acme(String... arguments) {
		this.environment.putIfAbsent("ACME_SERVER", this.application.url());
		this.environment.putIfAbsent("ACME_HOME", this.home.toString());
		return Acme
			.commandLine(new CliContext(this.environment, () -> this.home, this.browser,
					new BufferedReader(new StringReader("two words")), new PrintWriter(this.out, true),
					new PrintWriter(this.err, true), false,
					new TerminalDevice(this.home.resolve("tty"), this.home.resolve("screen"), true), Clock.systemUTC(),
					this.ctrlC))
			.execute(arguments);
	}

}
