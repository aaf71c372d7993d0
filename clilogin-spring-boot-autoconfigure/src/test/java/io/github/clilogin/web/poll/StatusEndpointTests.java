package io.github.clilogin.web.poll;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests native polling and the end of a login, over HTTP.
 */
class StatusEndpointTests {

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private final RawResponse device = this.host.wire().post("/clilogin/device", "", new byte[0]);

	private RawResponse status() {
		return send("status");
	}

	private RawResponse send(String what) {
		return this.host.wire()
			.json("/clilogin/" + what, "{\"deviceCode\":\"" + this.device.text("deviceCode") + "\"}");
	}

	private String token() {
		return status().json().path("credentials").path("accessToken").asString();
	}

	@Test
	void aPendingLoginReturnsTheIntervalAndItsRemainingTime() {
		this.host.clock().advance(Duration.ofSeconds(60));
		RawResponse answer = status();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"pending\",\"interval\":5,\"expiresIn\":540}");
		assertThat(answer.header("Cache-Control")).containsExactly("no-store");
	}

	@Test
	void formsGetTheSameInSnakeCase() {
		assertThat(this.host.wire().form("/clilogin/status", "device_code=" + this.device.text("deviceCode")).members())
			.containsExactly("status", "interval", "expires_in");
	}

	@Test
	void aConfirmedLoginCarriesTheTokenAnswer() {
		this.host.confirmed(this.device);
		RawResponse answer = status();
		assertThat(answer.text("status")).isEqualTo("confirmed");
		assertThat(answer.json().path("credentials").propertyNames()).containsExactly("accessToken", "tokenType",
				"expiresIn", "account");
	}

	@Test
	void aRejectedLoginCarriesTheMessageIfThereIsOne() {
		this.host.service().reject(this.host.loginOf(this.device).id(), null, "Später");
		assertThat(status().body()).isEqualTo("{\"status\":\"rejected\",\"message\":\"Später\"}");
	}

	@Test
	void expiredAndUnknownLoginsAreReportedAsSuch() {
		this.host.clock().advance(Duration.ofMinutes(10));
		assertThat(status().body()).isEqualTo("{\"status\":\"expired\"}");
		assertThat(this.host.wire().json("/clilogin/status", "{\"deviceCode\":\"x\"}").body())
			.isEqualTo("{\"status\":\"unknown\"}");
		assertThat(this.host.wire().json("/clilogin/status", "{}").error()).isEqualTo("400 invalid_request");
	}

	@Test
	void aStoppedStoreIsAnsweredByServiceUnavailable() {
		this.host.store().fail(true);
		for (String what : new String[] { "status", "cancel" }) {
			assertThat(send(what).error()).isEqualTo("503 temporarily_unavailable");
			assertThat(send(what).header("Retry-After")).containsExactly("5");
		}
	}

	@Test
	void cancellingAlwaysSucceedsAndEndsTheLogin() {
		assertThat(send("cancel").body()).isEqualTo("{}");
		assertThat(send("cancel").status()).isEqualTo(200);
		assertThat(status().text("status")).isEqualTo("expired");
		assertThat(this.host.wire().form("/clilogin/cancel", "device_code=x").body()).isEqualTo("{}");
		assertThat(this.host.wire().form("/clilogin/cancel", "").error()).isEqualTo("400 invalid_request");
	}

	@Test
	void revokingEndsATokenAndReturnsNoInformation() {
		this.host.confirmed(this.device);
		String token = token();
		assertThat(this.host.service().authenticate(token)).isPresent();
		assertThat(
				this.host.wire().form("/clilogin/revoke", "token=" + token + "&token_type_hint=refresh_token").body())
			.isEqualTo("{}");
		assertThat(this.host.service().authenticate(token)).isEmpty();
		assertThat(this.host.wire().json("/clilogin/revoke", "{\"token\":\"" + token + "\"}").status()).isEqualTo(200);
		assertThat(this.host.wire().form("/clilogin/revoke", "token=foreign").status()).isEqualTo(200);
		assertThat(this.host.wire().form("/clilogin/revoke", "").error()).isEqualTo("400 invalid_request");
	}

}
