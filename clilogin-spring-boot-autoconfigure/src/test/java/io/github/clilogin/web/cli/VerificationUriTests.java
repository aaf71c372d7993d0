package io.github.clilogin.web.cli;

import org.junit.jupiter.api.Test;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the verification URIs, and paths that differ from the defaults.
 */
class VerificationUriTests {

	@Test
	void theUriKeepsTheContextPathAndTheServletPathOfTheRequest() {
		try (HostApplication host = ControlledHost.start("server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			RawResponse answer = host.wire().form("/app/mvc/clilogin/device", "");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text("verification_uri"))
				.isEqualTo("http://localhost:" + host.port() + "/app/mvc/clilogin");
			assertThat(host.wire().get("/app/mvc/clilogin/device").error()).isEqualTo("405 invalid_request");
			assertThat(host.wire().form("/app/clilogin/device", "").status()).isIn(401, 403, 302);
			assertThat(host.wire().get("/app/mvc/clilogin/tokens", "X-Test-User: ann").status()).isEqualTo(200);
		}
	}

	@Test
	void aBaseUrlWinsOverTheRequest() {
		for (String baseUrl : new String[] { "https://example.org/app", "https://example.org/app/" }) {
			try (HostApplication host = ControlledHost.with().property("clilogin.base-url", baseUrl).start()) {
				RawResponse answer = host.wire().form("/clilogin/device", "");
				assertThat(answer.text("verification_uri")).isEqualTo("https://example.org/app/clilogin");
				assertThat(answer.text("verification_uri_complete"))
					.isEqualTo("https://example.org/app/clilogin?user_code=" + answer.text("user_code"));
				assertThat(host.wire()
					.json("/clilogin/tokens/revoke", "{\"all\":true}", "X-Test-User: ann",
							"Origin: https://example.org")
					.status()).isEqualTo(200);
			}
		}
	}

	@Test
	void forwardedHeadersAreIgnoredUnlessTheHostReadsThem() {
		String[] headers = { "X-Forwarded-Proto: https", "X-Forwarded-Host: example.org", "X-Forwarded-Prefix: /x",
				"X-Forwarded-For: 203.0.113.9" };
		try (HostApplication host = ControlledHost.start()) {
			assertThat(host.wire().form("/clilogin/device", "", headers).text("verification_uri"))
				.startsWith("http://localhost:");
		}
		try (HostApplication host = ControlledHost.start("server.forward-headers-strategy=framework")) {
			RawResponse answer = host.wire().form("/clilogin/device", "", headers);
			assertThat(answer.text("verification_uri")).isEqualTo("https://example.org/x/clilogin");
			assertThat(host.loginOf(answer).request().remoteAddress()).isEqualTo("203.0.113.9");
		}
	}

	@Test
	void theUriOfAFrontEndIsUsedIfConfigured() {
		try (HostApplication host = ControlledHost.start("clilogin.endpoints.page=false",
				"clilogin.verification-uri=https://example.org/ü/device?lang=de")) {
			RawResponse answer = host.wire().form("/clilogin/device", "");
			assertThat(answer.text("verification_uri")).isEqualTo("https://example.org/%C3%BC/device?lang=de");
			assertThat(answer.text("verification_uri_complete"))
				.isEqualTo("https://example.org/%C3%BC/device?lang=de&user_code=" + answer.text("user_code"));
		}
	}

	@Test
	void thePathsOfTheCljMoneySeedAreServed() {
		try (HostApplication host = ControlledHost.start("clilogin.paths.device=/oapi/cli/auth/device",
				"clilogin.paths.token=/oapi/cli/auth/token", "clilogin.paths.page=/device")) {
			RawResponse device = host.wire().json("/oapi/cli/auth/device", "{}");
			assertThat(device.text("verificationUriComplete")).endsWith("/device?user_code=" + device.text("userCode"));
			String poll = "{\"deviceCode\":\"" + device.text("deviceCode") + "\"}";
			assertThat(host.wire().json("/oapi/cli/auth/token", poll).error()).isEqualTo("400 authorization_pending");
			host.confirmed(device);
			assertThat(host.wire().json("/oapi/cli/auth/token", poll).text("accessToken")).startsWith("clt_");
			assertThat(host.wire().json("/clilogin/device", "{}").status()).isIn(401, 403, 302);
		}
	}

	@Test
	void thePathsAndTheParameterOfTheZxcvSeedAreServed() {
		try (HostApplication host = ControlledHost.start("clilogin.paths.device=/rpc/auth/device/authorize",
				"clilogin.paths.token=/rpc/auth/device/token", "clilogin.paths.page=/device",
				"clilogin.paths.tokens=/rpc/auth/cli-tokens", "clilogin.login.user-code-parameter=code")) {
			RawResponse device = host.wire().json("/rpc/auth/device/authorize", "{\"clientId\":\"zxcv\"}");
			assertThat(device.text("verificationUri")).endsWith("/device");
			assertThat(device.text("verificationUriComplete")).endsWith("/device?code=" + device.text("userCode"));
			host.confirmed(device);
			assertThat(host.wire()
				.json("/rpc/auth/device/token",
						"{\"deviceCode\":\"" + device.text("deviceCode") + "\",\"clientId\":\"zxcv\"}")
				.text("tokenType")).isEqualTo("Bearer");
			RawResponse tokens = host.wire().get("/rpc/auth/cli-tokens", "X-Test-User: ann");
			String id = tokens.json().path("tokens").get(0).path("tokenId").asString();
			assertThat(host.wire()
				.json("/rpc/auth/cli-tokens/revoke", "{\"tokenId\":\"" + id + "\"}", "X-Test-User: ann")
				.body()).isEqualTo("{\"revoked\":1}");
		}
	}

	@Test
	void thePathsOfTheKyotoSeedAreServedByPost() {
		try (HostApplication host = ControlledHost.start("clilogin.paths.device=/api/cli/init",
				"clilogin.paths.status=/api/cli/session", "clilogin.paths.browser=/cli/login")) {
			String deviceCode = "00".repeat(32);
			String challenge = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
			RawResponse device = host.wire().json("/api/cli/init", "{\"codeChallenge\":\"" + challenge + "\"}");
			assertThat(device.text("verificationUri")).endsWith("/cli/login?state=" + challenge);
			host.confirmed(device);
			assertThat(host.wire().get("/api/cli/session?state=" + deviceCode).error())
				.isEqualTo("405 invalid_request");
			assertThat(host.wire().json("/api/cli/session", "{\"deviceCode\":\"" + deviceCode + "\"}").text("status"))
				.isEqualTo("confirmed");
		}
	}

}
