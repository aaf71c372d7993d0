package io.github.clilogin.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CliLoginClient}: starting, revoking and validating responses.
 */
class CliLoginClientTests {

	private final ScriptedServer server = new ScriptedServer();

	private final TestTime time = new TestTime();

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private CliLoginClient client() {
		return CliLoginClient.builder(this.server.uri())
			.browser(BrowserLauncher.none())
			.time(this.time.toTime())
			.build();
	}

	private void assertProtocolFailure(ThrowingCallable call, String... words) {
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL))
			.withMessageContainingAll(words);
	}

	private void assertUnreachable(ThrowingCallable call, String words) {
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE))
			.withMessageContaining(words);
	}

	@Test
	void startSendsWhatTheToolSaysAboutItself() throws Exception {
		this.server.thenStart();
		CliLoginClient.builder(this.server.uri())
			.clientId("acme")
			.clientVersion("1.2")
			.deviceName("ann@laptop & co")
			.scopes("read", "write")
			.choices("org-2", "admin")
			.flow(LoginFlow.CODE)
			.build()
			.start();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/device");
		assertThat(this.server.last().version()).isEqualTo("HTTP/1.1");
		assertThat(this.server.last().form()).isEqualTo(Map.of("client_id", "acme", "client_version", "1.2",
				"device_name", "ann@laptop & co", "scope", "read write", "choice", "org-2 admin", "flow", "code"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "org 2" })
	void choiceThatCannotBeSentIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> CliLoginClient.builder(this.server.uri()).choices(id))
			.withMessage("The ID of a choice must not be empty or contain a space");
	}

	@Test
	void startSendsNothingThatWasNotGiven() throws Exception {
		this.server.thenStart();
		client().start();
		assertThat(this.server.last().form()).isEmpty();
	}

	@Test
	void aPendingLoginSaysWhatToShowAndNeverTheDeviceCode() throws Exception {
		this.server.thenStart();
		PendingLogin login = client().start();
		assertThat(login.userCode()).isEqualTo("BCDF-GHJK");
		assertThat(login.verificationUri()).isEqualTo(this.server.uri().resolve("/clilogin"));
		assertThat(login.verificationUriComplete())
			.isEqualTo(this.server.uri().resolve("/clilogin?user_code=BCDF-GHJK"));
		assertThat(login.expiresAt()).isEqualTo(TestTime.START.plusSeconds(600));
		assertThat(login.toString()).doesNotContain("device-code");
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "file:///etc/passwd", "/clilogin", "http://user@127.0.0.1/",
			"no uri", "http://evil.example/" })
	void aVerificationUriThatIsNotSecureIsRefused(String uri) {
		this.server.then(ScriptedServer.json(200,
				"{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"" + uri + "\",\"expires_in\":9}"));
		assertProtocolFailure(() -> client().start(), this.server.uri().toString(), "neither https:// nor local");
	}

	@ParameterizedTest
	@CsvSource({ "https://App.example.com:443/clilogin,https://app.example.com",
			"http://127.0.0.1:1/clilogin,http://127.0.0.1:1" })
	void aVerificationUriOfAnotherServerIsRefusedAndNamesBoth(String uri, String origin) {
		this.server.then(ScriptedServer.json(200,
				"{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"" + uri + "\",\"expires_in\":9}"));
		CliLoginClient client = CliLoginClient.builder(this.server.uri().resolve("/app/")).build();
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(client::start)
			.withMessage("The server " + this.server.uri() + "/app sent a link to " + origin
					+ ", which was not opened. If that is the application's address, log in there.")
			.satisfies((ex) -> assertThat(ex.otherServer()).isEqualTo(URI.create(origin + "/app")));
	}

	@Test
	void aCompleteVerificationUriElsewhereIsRefused() {
		this.server.then(ScriptedServer.json(200, """
				{"device_code":"d","user_code":"u","verification_uri":"%s","expires_in":9,
				"verification_uri_complete":"https://evil.example/"}""".formatted(this.server.uri())));
		assertProtocolFailure(() -> client().start(), "https://evil.example");
	}

	@Test
	void aUserCodeCannotSteerTheTerminal() throws Exception {
		this.server.then(ScriptedServer.json(200, """
				{"device_code":"d","user_code":"A\\u001b[2J\\u202eB","verification_uri":"%s","expires_in":9}"""
			.formatted(this.server.uri())));
		assertThat(client().start().userCode()).isEqualTo("A[2JB");
	}

	@Test
	void anAnswerWithoutADeviceCodeIsRefused() {
		this.server.then(ScriptedServer.json(200, "{\"user_code\":\"u\"}"));
		assertProtocolFailure(() -> client().start(), "device_code");
	}

	@Test
	void anotherKindOfServerIsNamed() {
		this.server.then(ScriptedServer.html(404));
		assertProtocolFailure(() -> client().start(), this.server.uri().toString(), "404",
				"Check the server's address");
	}

	@Test
	void aRedirectIsNotFollowedAndTellsOfAGuestNetwork() {
		this.server.then(ScriptedServer.reply(302, "text/html", "", "Location", "/elsewhere"));
		assertUnreachable(() -> client().start(), "only redirects");
		assertThat(this.server.paths()).containsExactly("/clilogin/device");
	}

	@Test
	void theServersDescriptionOfARefusalIsShown() {
		this.server
			.then(ScriptedServer.json(400, "{\"error\":\"invalid_scope\",\"error_description\":\"no such scope\"}"));
		assertProtocolFailure(() -> client().start(), "invalid_scope", "no such scope");
	}

	@Test
	void aBusyServerSaysWhenToTryAgain() {
		this.server.then(ScriptedServer.reply(503, "application/json", "{}", "Retry-After", "7"));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> client().start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE))
			.withMessageContaining("in 7 s");
	}

	@Test
	void aServerThatIsNotThereIsUnreachable() {
		this.server.close();
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> client().start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE))
			.withMessageContaining("connection refused");
	}

	@Test
	void anEndlessAnswerIsNotRead() {
		this.server.then(ScriptedServer.json(200, " ".repeat(70_000)));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> client().start())
			.withMessageContaining("too long");
	}

	@Test
	void revokeSendsTheToken() throws Exception {
		assertThat(client().revoke(credentials())).isTrue();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/revoke");
		assertThat(this.server.last().form()).isEqualTo(Map.of("token", "clt_secret"));
	}

	@Test
	void revokeFailsWhenTheServerRefuses() {
		this.server.then(ScriptedServer.error("unsupported_token_type"), ScriptedServer.json(404, "{}"));
		assertProtocolFailure(() -> client().revoke(credentials()), "unsupported_token_type");
		assertProtocolFailure(() -> client().revoke(credentials()), "404");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 302, 403, 404, 502 })
	void anAnswerOfAProxyIsNotARevocation(int status) {
		this.server.then(ScriptedServer.html(status));
		assertUnreachable(() -> client().revoke(credentials()), (status == 302) ? "only redirects" : "HTTP " + status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "OK" })
	void aRevocationMayHaveAnEmptyBody(String body) throws Exception {
		this.server.then(ScriptedServer.json(200, body));
		assertThat(client().revoke(credentials())).isTrue();
	}

	@Test
	void anotherServersEndpointsAreUsedAndMissingOnesLeftAlone() throws Exception {
		URI base = this.server.uri();
		this.server.thenStart().then(ScriptedServer.granted());
		CliLoginClient client = CliLoginClient.builder(base)
			.endpoints(
					new ServerEndpoints(base.resolve("/login/device"), base.resolve("/login/token"), null, null, null))
			.time(this.time.toTime())
			.build();
		assertThat(client.revoke(client.start().await((event) -> {
		}))).isFalse();
		assertThat(this.server.paths()).containsExactly("/login/device", "/login/token");
	}

	@Test
	void theContextPathOfTheApplicationIsKept() {
		assertThat(ServerEndpoints.of(URI.create("https://example.com/app/")).device())
			.isEqualTo(URI.create("https://example.com/app/clilogin/device"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com", "http://127.0.0.1.example.com", "ftp://localhost", "localhost:8080",
			"https://user@example.com", "https://example.com/?a=b", "https:///path" })
	void anUnsafeServerAddressIsRefused(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> CliLoginClient.builder(URI.create(uri)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080", "http://LOCALHOST", "http://127.0.0.1:1", "http://[::1]:8080/app",
			"https://example.com" })
	void aSafeServerAddressIsAccepted(String uri) {
		assertThat(CliLoginClient.builder(URI.create(uri)).build()).isNotNull();
	}

	@Test
	void anIntervalThatIsMissingOrZeroIsReplaced() throws Exception {
		this.server.then(this.server.started("expires_in\":600,\"interval\":0,\"x"), ScriptedServer.error("slow_down"));
		this.server.then(ScriptedServer.granted());
		client().start().await((event) -> assertThat(event.delay()).isEqualTo(Duration.ofMillis(6600)));
	}

	private static Credentials credentials() {
		return new Credentials("clt_secret", "Bearer", null, Set.of(), null);
	}

}
