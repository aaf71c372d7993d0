package io.github.clilogin.web.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the start of a login, over HTTP.
 */
class DeviceAuthorizationEndpointTests {

	@AutoClose
	private static final HostApplication host = ControlledHost.start("clilogin.login.scopes=read,write");

	@Test
	void aFormIsAnsweredInSnakeCaseAsRfc8628Says() {
		RawResponse answer = host.wire().form("/clilogin/device", "client_id=acme");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.members()).containsExactly("device_code", "user_code", "verification_uri",
				"verification_uri_complete", "expires_in", "interval");
		assertThat(answer.text("device_code")).matches("[A-Za-z0-9_-]{43}");
		assertThat(answer.text("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
		String page = "http://localhost:" + host.port() + "/clilogin";
		assertThat(answer.text("verification_uri")).isEqualTo(page);
		assertThat(answer.text("verification_uri_complete")).isEqualTo(page + "?user_code=" + answer.text("user_code"));
		assertThat(answer.body()).contains("\"expires_in\":600,\"interval\":5}");
	}

	@Test
	void noBodyAndNoContentTypeIsAnsweredInCamelCase() {
		RawResponse answer = host.wire().post("/clilogin/device", "", new byte[0]);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.members()).containsExactly("deviceCode", "userCode", "verificationUri",
				"verificationUriComplete", "expiresIn", "interval");
	}

	@Test
	void emptyJsonBodiesAreAnsweredInCamelCase() {
		assertThat(host.wire().json("/clilogin/device", "").members()).contains("deviceCode");
		assertThat(host.wire().json("/clilogin/device", "{}").members()).contains("deviceCode");
	}

	@Test
	void theCaseOfJsonKeysDecidesTheCaseOfTheAnswer() {
		assertThat(host.wire().json("/clilogin/device", "{\"client_id\":\"acme\"}").members()).contains("device_code");
		assertThat(host.wire().json("/clilogin/device", "{\"clientId\":\"acme\"}").members()).contains("deviceCode");
		assertThat(host.wire().json("/clilogin/device", "{\"scope\":\"read\"}").members()).contains("deviceCode");
	}

	@Test
	void claimedAndMeasuredValuesAreStored() {
		RawResponse answer = host.wire()
			.form("/clilogin/device",
					"client_id=acme&scope=write+read&device_name=ann%27s%20laptop&client_version=1.4&unknown=x",
					"User-Agent: acme/1.4");
		assertThat(host.loginOf(answer).request()).satisfies((asked) -> {
			assertThat(asked.clientId()).isEqualTo("acme");
			assertThat(asked.scopes()).containsExactly("write", "read");
			assertThat(asked.deviceName()).isEqualTo("ann's laptop");
			assertThat(asked.clientVersion()).isEqualTo("1.4");
			assertThat(asked.remoteAddress()).isEqualTo("127.0.0.1");
			assertThat(asked.userAgent()).isEqualTo("acme/1.4");
		});
	}

	@Test
	void aForwardingHeaderThatIsNotReadMakesTheAddressUncertainAndDoesNotHideIt() {
		assertThat(addressWith("X-Forwarded-For: 203.0.113.9")).isEqualTo("127.0.0.1?");
		assertThat(addressWith("Forwarded: for=203.0.113.9")).isEqualTo("127.0.0.1?");
		assertThat(addressWith("X-Real-IP: 203.0.113.9")).isEqualTo("127.0.0.1?");
		assertThat(addressWith("X-Real-IP: 127.0.0.1")).isEqualTo("127.0.0.1");
		assertThat(addressWith("X-Forwarded-Host: example.org")).isEqualTo("127.0.0.1");
	}

	private static String addressWith(String header) {
		CliLoginRequest asked = host.loginOf(host.wire().form("/clilogin/device", "", header)).request();
		return asked.remoteAddress() + (asked.isAddressUncertain() ? "?" : "");
	}

	@Test
	void theFlowCodeHasNoCompleteUri() {
		RawResponse answer = host.wire().form("/clilogin/device", "flow=code");
		assertThat(answer.members()).containsExactly("device_code", "user_code", "verification_uri", "expires_in",
				"interval");
		assertThat(host.loginOf(answer).request().flow()).isEqualTo(CliLoginFlow.CODE);
	}

	@Test
	void aChallengeSelectsTheFlowBrowserAndNoDeviceCodeIsReturned() {
		String challenge = "c1".repeat(32);
		RawResponse answer = host.wire().json("/clilogin/device", "{\"codeChallenge\":\"" + challenge + "\"}");
		assertThat(answer.members()).containsExactly("userCode", "verificationUri", "expiresIn", "interval");
		assertThat(answer.text("verificationUri"))
			.isEqualTo("http://localhost:" + host.port() + "/clilogin/browser?state=" + challenge);
		assertThat(answer.json().path("expiresIn").asInt()).isEqualTo(300);
		CliLogin login = host.loginOf(answer);
		assertThat(login.id()).isEqualTo(challenge);
		assertThat(login.request().flow()).isEqualTo(CliLoginFlow.BROWSER);
	}

	@Test
	void aRepeatedBrowserStartReturnsTheSameCodeWithTheTimeThatIsLeft() {
		String body = "client_id=acme&code_challenge=" + "c2".repeat(32);
		RawResponse lost = host.wire().form("/clilogin/device", body);
		host.clock().advance(Duration.ofSeconds(100));
		RawResponse again = host.wire().form("/clilogin/device", body);
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(lost.body().replace("\"expires_in\":300", "\"expires_in\":200"));
		assertThat(host.wire().form("/clilogin/device", body + "&device_name=other").error())
			.isEqualTo("400 invalid_request");
	}

	@Test
	void aChallengeIsExactly64LowerCaseHexDigits() {
		for (String challenge : Set.of("ab", "A1".repeat(32), "zz".repeat(32), "c1".repeat(33))) {
			assertThat(host.wire().form("/clilogin/device", "code_challenge=" + challenge).error())
				.isEqualTo("400 invalid_request");
		}
	}

	@Test
	void aCodeChallengeWithItsMethodBelongsToEachFlowThatGetsADeviceCode() {
		String challenge = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=";
		for (CliLoginFlow flow : Set.of(CliLoginFlow.CONFIRM, CliLoginFlow.CODE)) {
			RawResponse answer = host.wire()
				.form("/clilogin/device", challenge + "S256&flow=" + flow.name().toLowerCase(Locale.ROOT));
			assertThat(answer.members()).contains("device_code");
			assertThat(host.loginOf(answer).request().flow()).isEqualTo(flow);
		}
		for (String method : Set.of("", "s256", "plain", "S512", "S256+", "S256&flow=browser")) {
			assertThat(host.wire().form("/clilogin/device", challenge + method).error()).as(method)
				.isEqualTo("400 invalid_request");
		}
	}

	@Test
	void aCodeChallengeWithItsMethodIsExactly43Base64UrlCharacters() {
		for (String challenge : Set.of("", "A".repeat(42), "A".repeat(44), "A".repeat(42) + "B", "A".repeat(43) + "%3D",
				"A".repeat(42) + "%2B", "c1".repeat(32))) {
			assertThat(host.wire()
				.form("/clilogin/device", "code_challenge_method=S256&code_challenge=" + challenge)
				.error()).as(challenge).isEqualTo("400 invalid_request");
		}
	}

	@Test
	void contradictoryParametersAndDisabledFlowsAreRefused() {
		String challenge = "d2".repeat(32);
		assertThat(host.wire().form("/clilogin/device", "flow=browser").error()).isEqualTo("400 invalid_request");
		assertThat(host.wire().form("/clilogin/device", "flow=code&code_challenge=" + challenge).error())
			.isEqualTo("400 invalid_request");
		assertThat(host.wire().form("/clilogin/device", "flow=magic").error()).isEqualTo("400 invalid_request");
		assertThat(host.wire().form("/clilogin/device", "scope=read+admin").error()).isEqualTo("400 invalid_scope");
		assertThat(host.wire().form("/clilogin/device", "client_id=" + "a".repeat(65)).error())
			.isEqualTo("400 invalid_request");
	}

	@Test
	void aStoppedStoreIsAnsweredByServiceUnavailable() {
		host.store().fail(true);
		try {
			RawResponse answer = host.wire().form("/clilogin/device", "");
			assertThat(answer.error()).isEqualTo("503 temporarily_unavailable");
			assertThat(answer.header("Retry-After")).containsExactly("5");
		}
		finally {
			host.store().fail(false);
		}
	}

}
