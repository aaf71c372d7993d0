package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the limit of unknown device codes and tokens, over HTTP.
 */
class DeviceCodeLimitTests {

	private static final String UNKNOWN = "A".repeat(43);

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private RawResponse call(String endpoint, String deviceCode) {
		String body = "grant_type=device_code&client_id=acme&device_code=" + deviceCode;
		return this.host.wire().form("/clilogin/" + endpoint, body);
	}

	private RawResponse revoke(String token) {
		return this.host.wire().form("/clilogin/revoke", "token=" + token);
	}

	private String start() {
		return this.host.wire().form("/clilogin/device", "client_id=acme").text("device_code");
	}

	private void guess(int times) {
		for (int i = 0; i < times; i++) {
			assertThat(call("token", UNKNOWN).error()).isEqualTo("400 invalid_grant");
		}
	}

	@Test
	void requestsAreRefusedAfterSixtyUnknownCodesInAMinute() {
		guess(60);
		this.host.clock().advance(Duration.ofSeconds(20));
		for (RawResponse answer : List.of(call("token", UNKNOWN), call("status", UNKNOWN), call("cancel", UNKNOWN),
				revoke("clt_none"))) {
			assertThat(answer.error()).isEqualTo("429 temporarily_unavailable");
			assertThat(answer.header("Retry-After")).containsExactly("40");
		}
		this.host.clock().advance(Duration.ofSeconds(40));
		guess(60);
		assertThat(call("token", UNKNOWN).status()).isEqualTo(429);
	}

	@Test
	void everyEndpointAndEverySpellingCounts() {
		for (int i = 0; i < 12; i++) {
			assertThat(call("token", UNKNOWN).status()).isEqualTo(400);
			assertThat(call("token", "nonsense").status()).isEqualTo(400);
			assertThat(call("status", UNKNOWN).text("status")).isEqualTo("unknown");
			assertThat(call("cancel", "nonsense").status()).isEqualTo(200);
			assertThat(revoke("nonsense").status()).isEqualTo(200);
		}
		assertThat(call("cancel", UNKNOWN).status()).isEqualTo(429);
	}

	@Test
	void aLoginThatIsKnownIsNeverRefused() {
		String pending = start();
		RawResponse decided = this.host.wire().form("/clilogin/device", "client_id=acme");
		guess(60);
		assertThat(call("token", UNKNOWN).status()).isEqualTo(429);
		assertThat(call("token", pending).error()).isEqualTo("400 authorization_pending");
		assertThat(call("status", pending).text("status")).isEqualTo("pending");
		this.host.confirmed(decided);
		String token = call("token", decided.text("device_code")).text("access_token");
		assertThat(token).isNotEmpty();
		assertThat(revoke(token).status()).isEqualTo(200);
		assertThat(revoke(token).status()).isEqualTo(200);
		assertThat(call("cancel", pending).status()).isEqualTo(200);
		assertThat(call("cancel", pending).status()).isEqualTo(200);
		assertThat(call("token", pending).error()).isEqualTo("400 expired_token");
	}

	@Test
	void knownCodesAreNotCounted() {
		String pending = start();
		for (int i = 0; i < 99; i++) {
			assertThat(call("status", pending).status()).isEqualTo(200);
		}
		guess(60);
	}

	@Test
	void aFloodIsOneEvent() {
		for (int i = 0; i < 99; i++) {
			call("token", UNKNOWN);
		}
		assertThat(this.host.events())
			.containsExactly(new CliLoginEvent.Throttled(Limit.DEVICE_CODES_PER_ADDRESS, null));
	}

}
