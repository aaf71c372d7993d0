package io.github.clilogin.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.CliLoginException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the choice of the {@link LoginFlow} and for the secrets of the flow BROWSER.
 */
@Timeout(20)
class FlowTests {

	private static final String PENDING = "{\"error\":\"authorization_pending\"}";

	private final ScriptedServer server = new ScriptedServer();

	private final List<URI> opened = new ArrayList<>();

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private PendingLogin start(LoginFlow flow, BrowserLauncher browser) throws CliLoginException {
		return CliLoginClient.builder(this.server.uri())
			.flow(flow)
			.browser(browser)
			.time(new TestTime().toTime())
			.build()
			.start();
	}

	private PendingLogin start(LoginFlow flow) throws CliLoginException {
		return start(flow, this.opened::add);
	}

	/** Returns the response of a server that knows only the challenge. */
	private ScriptedServer.Reply challenged(String more) {
		return (exchange) -> ScriptedServer
			.json(200,
					"{\"user_code\":\"BCDF-GHJK\",\"verification_uri\":\"" + link() + "\",\"expires_in\":300" + more
							+ "}")
			.send(exchange);
	}

	private String link() {
		return this.server.uri() + "/clilogin/browser?state=" + challenge();
	}

	private String challenge() {
		return String.valueOf(started().get("code_challenge"));
	}

	private Map<String, String> started() {
		return this.server.requests.get(0).form();
	}

	@Test
	void theHashIsRegisteredTheCodeIsKeptAndThenPolledWith() throws Exception {
		this.server.then(challenged(""), ScriptedServer.granted());
		PendingLogin login = start(LoginFlow.BROWSER, BrowserLauncher.none());
		login.await((event) -> {
		});
		String code = String.valueOf(this.server.last().form().get("device_code"));
		assertThat(code).matches("[0-9a-f]{64}");
		OwnDeviceCode own = OwnDeviceCode.of(HexFormat.of().parseHex(code));
		assertThat(started())
			.isEqualTo(Map.of("flow", "browser", "code_challenge", own.challenge(), "seal_seed", own.sealSeed()));
		assertThat(login.link()).isEqualTo(URI.create(link()));
		assertThat(login.flow()).isEqualTo(LoginFlow.BROWSER);
		assertThat(login + " " + own).doesNotContain(code).doesNotContain(own.sealSeed());
	}

	@Test
	void withReturnCodesTheLinkNamesAnotherIdAndTheCodeHasAPrefix() throws Exception {
		this.server.then((exchange) -> ScriptedServer
			.json(200,
					"{\"user_code\":\"B\",\"verification_uri\":\"" + this.server.uri() + "/?state="
							+ LoginId.proven(challenge()) + "\",\"expires_in\":300,\"return_methods\":\"loopback\"}")
			.send(exchange), ScriptedServer.granted());
		PendingLogin login = start(LoginFlow.BROWSER);
		login.await((event) -> {
		});
		String code = String.valueOf(this.server.last().form().get("device_code"));
		assertThat(code).matches("r\\.[0-9a-f]{64}");
		assertThat(LoginId.of(code)).isEqualTo(LoginId.proven(challenge()));
	}

	@ParameterizedTest
	@CsvSource({ "'', /clilogin/go", "/app/clilogin?x=y, /app/clilogin" })
	void theQuestionNamesThePageOfTheServerForEachPathOfTheLink(String returnPage, String expected) throws Exception {
		String member = returnPage.isEmpty() ? "" : ",\"return_page\":\"" + this.server.uri() + returnPage + "\"";
		this.server
			.then((exchange) -> ScriptedServer
				.json(200,
						"{\"user_code\":\"B\",\"verification_uri\":\"" + this.server.uri() + "/clilogin/go?state="
								+ LoginId.proven(challenge())
								+ "\",\"expires_in\":300,\"return_methods\":\"loopback code\"" + member + "}")
				.send(exchange));
		TestTime time = new TestTime();
		ScriptedServer.Reply demanded = ScriptedServer.json(200,
				"{\"status\":\"pending\",\"interval\":5,\"return_method\":\"loopback\"}");
		this.server.then(demanded, demanded, ScriptedServer.granted());
		CompletableFuture<URI> asked = new CompletableFuture<>();
		CliLoginClient.builder(this.server.uri())
			.flow(LoginFlow.BROWSER)
			.browser(this.opened::add)
			.time(time.toTime())
			.returnCodePrompt((page, isRepeated) -> {
				asked.complete(page);
				return null;
			})
			.build()
			.start()
			.await((event) -> {
			});
		assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo(this.server.uri().resolve(expected + "/return"));
	}

	@Test
	void aReturnPageOfAnotherOriginIsRefused() {
		this.server.then(this.server.started("return_page\":\"https://evil.example/\",\"expires_in\":9,\"x"));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> start(LoginFlow.AUTO))
			.withMessageContaining("https://evil.example, which was not opened");
	}

	@Test
	void hashAndSeedAreMadeFromTheRawBytes() {
		OwnDeviceCode own = OwnDeviceCode.of(new byte[32]);
		assertThat(own.text()).isEqualTo("0".repeat(64));
		assertThat(own.challenge()).isEqualTo("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
		assertThat(own.sealSeed()).isEqualTo("2bee4a4b578e74a96b3607d9509a81dffc2e037033ef63212ce5d0878ca85225");
	}

	@Test
	void everyLoginHasACodeOfItsOwn() throws Exception {
		this.server.then(challenged(""));
		start(LoginFlow.BROWSER);
		String first = challenge();
		this.server.requests.clear();
		this.server.then(challenged(""));
		start(LoginFlow.BROWSER);
		assertThat(challenge()).matches("[0-9a-f]{64}").isNotEqualTo(first);
	}

	@Test
	void theBrowserGetsTheCompleteLinkIfThereIsOne() throws Exception {
		this.server.then((exchange) -> challenged(
				",\"verification_uri_complete\":\"" + this.server.uri() + "/go?a=b&state=" + challenge() + "\"")
			.send(exchange));
		assertThat(start(LoginFlow.BROWSER).openBrowser()).isTrue();
		assertThat(this.opened).containsExactly(this.server.uri().resolve("/go?a=b&state=" + challenge()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?state=0", "", "?user_code=BCDF-GHJK",
			"?state=66687AADF862BD776C8FC18B8E9F8E20089714856EE233B3902A591D0D5F2925" })
	void aLinkToAnotherLoginIsRefused(String query) {
		this.server.then(ScriptedServer.json(200, "{\"user_code\":\"BCDF-GHJK\",\"verification_uri\":\""
				+ this.server.uri() + "/clilogin/browser" + query + "\",\"expires_in\":300}"));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> start(LoginFlow.BROWSER))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL))
			.withMessageContaining("another flow");
	}

	@Test
	void aServerThatMakesADeviceCodeAllTheSameIsRefused() {
		this.server.then(challenged(",\"device_code\":\"device-code\""));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> start(LoginFlow.BROWSER))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL));
	}

	@Test
	void autoIsWhatTheServerPrefersSinceItsLinkIsShortAndItsCodeCanBeTyped() throws Exception {
		this.server.thenStart();
		assertThat(start(LoginFlow.AUTO).flow()).isEqualTo(LoginFlow.CONFIRM);
		assertThat(started()).containsOnlyKeys("return_methods", "return_port");
		assertThat(this.server.requests).hasSize(1);
	}

	@Test
	void autoOffersNoReturnMethodWithoutABrowserAndAPrompt() throws Exception {
		this.server.thenStart();
		assertThat(start(LoginFlow.AUTO, BrowserLauncher.none()).flow()).isEqualTo(LoginFlow.CONFIRM);
		assertThat(started()).isEmpty();
	}

	@Test
	void autoAsksForBrowserWhereNothingElseIsEnabled() throws Exception {
		this.server.then(ScriptedServer.error("invalid_request"),
				(exchange) -> ScriptedServer
					.json(200,
							"{\"user_code\":\"B\",\"verification_uri\":\"" + this.server.uri() + "/?state="
									+ this.server.last().form().get("code_challenge") + "\",\"expires_in\":300}")
					.send(exchange));
		assertThat(start(LoginFlow.AUTO, BrowserLauncher.none()).flow()).isEqualTo(LoginFlow.BROWSER);
	}

	@Test
	void autoIsPlainRfc8628WhereTheServerIsNotClilogin() throws Exception {
		this.server.thenStart();
		URI base = this.server.uri();
		CliLoginClient.builder(base)
			.browser(BrowserLauncher.none())
			.endpoints(new ServerEndpoints(base.resolve("/device"), base.resolve("/token"), null, null, null))
			.build()
			.start();
		assertThat(started()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "invalid_client", "invalid_scope" })
	void anErrorThatAllFlowsShareIsReportedAtOnce(String error) {
		this.server.then(ScriptedServer.error(error));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> start(LoginFlow.AUTO))
			.withMessageContaining(error);
		assertThat(this.server.requests).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "BROWSER", "CONFIRM", "CODE" })
	void aFlowThatWasAskedForByNameIsNotReplaced(LoginFlow flow) {
		this.server.then(ScriptedServer.error("invalid_request"));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> start(flow))
			.withMessageContaining("invalid_request");
		assertThat(this.server.requests).hasSize(1);
	}

	@Test
	void givingUpTellsTheServerTheOwnCode() throws Exception {
		this.server.then(challenged(""), ScriptedServer.json(400, PENDING));
		start(LoginFlow.BROWSER).close();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
		assertThat(this.server.last().form().get("device_code")).matches("[0-9a-f]{64}");
	}

}
