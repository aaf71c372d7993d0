package io.github.clilogin.web.cli;

import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests the start of a login whose CLI can receive a return code, over HTTP.
 */
class ReturnStartTests {

	private static final String BOTH = "return_methods=loopback+code&return_port=50000";

	private static final String[] FRONT_END = { "clilogin.endpoints.page=false",
			"clilogin.verification-uri=https://acme.example/cli" };

	@AutoClose
	private static final HostApplication host = ControlledHost.start();

	private static RawResponse start(String body) {
		return host.wire().form("/clilogin/device", body);
	}

	private static CliLoginRequest asked(RawResponse started) {
		return host.loginOf(started).request();
	}

	@Test
	void theAnswerNamesTheMethodsOfWhichTheServerWillDemandOne() {
		RawResponse answer = start("client_id=acme&" + BOTH);
		assertThat(answer.members()).containsExactly("device_code", "user_code", "verification_uri",
				"verification_uri_complete", "expires_in", "interval", "return_methods", "return_page");
		assertThat(answer.text("return_methods")).isEqualTo("loopback code");
		assertThat(answer.text("device_code")).matches("r\\.[A-Za-z0-9_-]{43}");
		assertThat(asked(answer).returnMethods()).containsExactly(Method.LOOPBACK, Method.CODE);
		assertThat(asked(answer).returnPort()).isEqualTo(50_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "50000", "\"50000\"" })
	void jsonIsAnsweredInItsOwnCase(String port) {
		RawResponse answer = host.wire()
			.json("/clilogin/device", "{\"returnMethods\":\"code loopback\",\"returnPort\":" + port + "}");
		assertThat(answer.text("returnMethods")).isEqualTo("code loopback");
		assertThat(answer.text("deviceCode")).startsWith("r.");
		assertThat(asked(answer).returnPort()).isEqualTo(50_000);
	}

	@ParameterizedTest
	@CsvSource({ "carrier-pigeon+code, code", "code+code, code", "+code+, code",
			"code+future+loopback&return_port=1024, code loopback" })
	void wordsThatAreUnknownOrRepeatedAreIgnored(String methods, String demanded) {
		RawResponse answer = start("return_methods=" + methods);
		assertThat(answer.text("return_methods")).isEqualTo(demanded);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "return_methods=", "return_methods=carrier-pigeon", "return_methods=LOOPBACK",
			"return_port=50000" })
	void aStartWithoutAKnownMethodIsAnsweredAsBefore(String body) {
		RawResponse answer = start(body);
		assertThat(answer.members()).containsExactly("device_code", "user_code", "verification_uri",
				"verification_uri_complete", "expires_in", "interval");
		assertThat(answer.text("device_code")).matches("[A-Za-z0-9_-]{43}");
		assertThat(asked(answer).returnPort()).isNull();
	}

	@Test
	void inTheFlowBrowserTheLinkHasAnotherIdThanTheChallenge() {
		String challenge = "a7".repeat(32);
		RawResponse answer = start(BOTH + "&code_challenge=" + challenge);
		assertThat(answer.members()).containsExactly("user_code", "verification_uri", "expires_in", "interval",
				"return_methods", "return_page");
		assertThat(answer.text("verification_uri")).endsWith("?state=" + host.loginOf(answer).id())
			.doesNotContain(challenge);
		assertThat(start(BOTH + "&code_challenge=" + challenge).body()).isEqualTo(answer.body());
	}

	@ParameterizedTest
	@CsvSource({ "clilogin.paths.browser=/go, /clilogin", "server.servlet.context-path=/app, /app/clilogin",
			"clilogin.base-url=https://app.example.com/shop/, https://app.example.com/shop/clilogin" })
	void theAnswerNamesThePageThatReturnsTheCodeInEachFlow(String property, String page) {
		try (HostApplication other = ControlledHost.start(property)) {
			String path = property.contains("context-path") ? "/app" : "";
			for (String flow : List.of("", "&code_challenge=" + "a7".repeat(32))) {
				RawResponse answer = other.wire().form(path + "/clilogin/device", BOTH + flow);
				assertThat(answer.text("return_page")).endsWith(page).startsWith("http").doesNotContain("?", "/go");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "return_methods=loopback", "return_methods=loopback+code&return_port=",
			"return_methods=loopback&return_port=1023", "return_methods=loopback&return_port=65536",
			"return_methods=loopback&return_port=-50000", "return_methods=loopback&return_port=050000",
			"return_methods=loopback&return_port=5e4", "return_methods=loopback&return_port=50000.0",
			"return_methods=loopback&return_port=%D9%A5%D9%A0%D9%A0%D9%A0%D9%A0", "return_methods=code&return_port=80",
			"return_port=80", "return_methods=code&return_methods=loopback",
			"return_methods=loopback&return_port=50000&return_port=50001" })
	void aMalformedStartStoresNoLogin(String body) {
		int before = host.events().size();
		assertThat(start(body).error()).isEqualTo("400 invalid_request");
		assertThat(host.events()).hasSize(before);
	}

	@Test
	void aServerWhoseFrontEndReturnsNoCodesDemandsNone() {
		try (HostApplication front = ControlledHost.start(FRONT_END)) {
			RawResponse answer = front.wire().form("/clilogin/device", BOTH);
			assertThat(answer.members()).doesNotContain("return_methods");
			assertThat(answer.text("device_code")).doesNotContain(".");
			assertThat(front.confirmed(answer).status()).isEqualTo(200);
			assertThat(front.wire()
				.form("/clilogin/token", "grant_type=device_code&device_code=" + answer.text("device_code"))
				.status()).isEqualTo(200);
			assertThat(front.wire().form("/clilogin/device", "return_methods=loopback").error())
				.isEqualTo("400 invalid_request");
		}
	}

	@Test
	void aServerWhoseFrontEndReturnsCodesDemandsOne() {
		try (HostApplication front = ControlledHost.with()
			.properties(FRONT_END)
			.property("clilogin.front-end.returns", true)
			.start()) {
			RawResponse answer = front.wire().form("/clilogin/device", BOTH);
			assertThat(answer.text("return_methods")).isEqualTo("loopback code");
			assertThat(answer.text("return_page")).isEqualTo("https://acme.example/cli");
		}
	}

	@Test
	void aServerThatDemandsCodesOfAllRefusesACliThatCannotReceiveOne() {
		try (HostApplication strict = ControlledHost.start("clilogin.login.proof=required")) {
			RawResponse refused = strict.wire().form("/clilogin/device", "client_id=acme");
			assertThat(refused.error()).isEqualTo("400 unauthorized_client");
			assertThat(refused.text("error_description"))
				.contains("return_methods names none that suffices: update the command-line tool");
			assertThat(strict.wire().form("/clilogin/device", "client_id=acme&return_methods=carrier-pigeon").body())
				.isEqualTo(refused.body());
			assertThat(strict.wire().form("/clilogin/device", "return_methods=code").status()).isEqualTo(200);
			assertThat(strict.events()).hasOnlyElementsOfType(CliLoginEvent.Started.class).hasSize(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "clilogin.login.proof, clilogin.login.proof=required",
			"clilogin.clients.acme.proof, clilogin.clients.acme.name=Acme clilogin.clients.acme.proof=required",
			"clilogin.scopes.deploy.proof, clilogin.login.scopes=deploy clilogin.scopes.deploy.proof=typed",
			"clilogin.unproven.flows, clilogin.unproven.flows=code",
			"clilogin.unproven.scopes, clilogin.login.scopes=read clilogin.unproven.scopes=read" })
	void aServerThatCannotReturnTheCodesThatItDemandsDoesNotStart(String key, String properties) {
		assertThatException()
			.isThrownBy(() -> ControlledHost.with().properties(FRONT_END).properties(properties.split(" ")).start())
			.havingRootCause()
			.withMessageContainingAll(key + " ", "clilogin.endpoints.page", "clilogin.front-end.returns");
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.unproven.flows=confirm,code,browser",
			"clilogin.login.proof=off clilogin.unproven.flows=code",
			"clilogin.clients.acme.proof=off clilogin.login.scopes=read clilogin.unproven.scopes=read" })
	void aServerWhoseLimitsDemandNoCodeStartsWithoutAPageThatReturnsOne(String properties) {
		try (HostApplication front = ControlledHost.with()
			.properties(FRONT_END)
			.properties(properties.split(" "))
			.start()) {
			assertThat(front.wire().form("/clilogin/device", "client_id=acme").status()).isEqualTo(200);
		}
	}

	@Test
	void theAnswerOmitsAMethodThatDoesNotSuffice() {
		try (HostApplication strict = ControlledHost.start("clilogin.login.scopes=read,deploy",
				"clilogin.scopes.deploy.proof=loopback")) {
			for (String scope : List.of("", "scope=deploy&")) {
				assertThat(strict.wire().form("/clilogin/device", scope + BOTH).text("return_methods"))
					.isEqualTo("loopback");
			}
			assertThat(strict.wire().form("/clilogin/device", "scope=read&" + BOTH).text("return_methods"))
				.isEqualTo("loopback code");
		}
	}

	@Test
	void aStartWithReturnMethodsReadsNoMoreThanOneWithout() {
		List<Integer> reads = List.of("", BOTH).stream().map((body) -> {
			int before = host.store().reads();
			start(body);
			return host.store().reads() - before;
		}).toList();
		assertThat(reads).containsExactly(0, 0);
	}

}
