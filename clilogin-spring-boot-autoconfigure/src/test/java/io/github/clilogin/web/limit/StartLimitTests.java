package io.github.clilogin.web.limit;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the limit of started logins, over HTTP.
 */
class StartLimitTests {

	@AutoClose
	private final HostApplication host = ControlledHost.start("clilogin.limits.starts-per-minute=3");

	private RawResponse start() {
		return this.host.wire().form("/clilogin/device", "client_id=acme");
	}

	private void startAll() {
		for (int i = 0; i < 3; i++) {
			assertThat(start().status()).isEqualTo(200);
		}
	}

	@Test
	void aRefusedStartSaysWhenToRetryInBothDialects() {
		startAll();
		this.host.clock().advance(Duration.ofMillis(12_345));
		RawResponse form = start();
		assertThat(form.error()).isEqualTo("429 temporarily_unavailable");
		assertThat(form.members()).containsExactly("error", "error_description");
		assertThat(form.header("Retry-After")).containsExactly("48");
		RawResponse json = this.host.wire().json("/clilogin/device", "{\"clientId\":\"acme\"}");
		assertThat(json.error()).isEqualTo("429 temporarily_unavailable");
		assertThat(json.members()).containsExactly("error", "errorDescription");
		assertThat(json.header("Retry-After")).containsExactly("48");
		assertThat(json.header("Cache-Control")).containsExactly("no-store");
	}

	@Test
	void aStartIsAcceptedAtTheAnnouncedTime() {
		startAll();
		int wait = Integer.parseInt(start().header("Retry-After").get(0));
		this.host.clock().advance(Duration.ofSeconds(wait - 1));
		assertThat(start().status()).isEqualTo(429);
		this.host.clock().advance(Duration.ofSeconds(1));
		startAll();
		assertThat(start().status()).isEqualTo(429);
	}

	@Test
	void malformedRequestsAreNotCounted() {
		for (int i = 0; i < 9; i++) {
			assertThat(this.host.wire().json("/clilogin/device", "{").status()).isEqualTo(400);
		}
		startAll();
	}

	@Test
	void aLoginThatAUserOpensIsNotCountedUpToTenTimes() {
		for (int i = 0; i < 30; i++) {
			RawResponse device = start();
			assertThat(device.status()).as("start %d", i).isEqualTo(200);
			open(device);
			open(device);
		}
		assertThat(start().status()).isEqualTo(429);
	}

	private void open(RawResponse device) {
		String path = "/clilogin/logins?user_code=" + device.text("user_code");
		String user = "X-Test-User: user of " + device.text("user_code");
		assertThat(this.host.wire().get(path, user).status()).isEqualTo(200);
	}

	@Test
	void aCancellationCountsAsAStartAndIsNeverRefused() {
		RawResponse first = start();
		RawResponse second = start();
		assertThat(cancel(first).status()).isEqualTo(200);
		assertThat(start().status()).isEqualTo(429);
		assertThat(cancel(second).status()).isEqualTo(200);
		assertThat(cancel(second).status()).isEqualTo(200);
		assertThat(this.host.loginOf(second).status()).isEqualTo(CliLoginStatus.CANCELLED);
	}

	private RawResponse cancel(RawResponse device) {
		return this.host.wire().form("/clilogin/cancel", "client_id=acme&device_code=" + device.text("device_code"));
	}

	@Test
	void aStartedLoginIsNotLimited() {
		RawResponse device = start();
		for (int i = 0; i < 9; i++) {
			start();
		}
		this.host.confirmed(device);
		String poll = "grant_type=device_code&client_id=acme&device_code=" + device.text("device_code");
		assertThat(this.host.wire().form("/clilogin/token", poll).members()).contains("access_token");
	}

	@Test
	void aFloodIsOneEventInEachWindow() {
		for (int i = 0; i < 9; i++) {
			start();
		}
		assertThat(this.host.events()).filteredOn(CliLoginEvent.Throttled.class::isInstance)
			.containsExactly(new CliLoginEvent.Throttled(Limit.STARTS_PER_ADDRESS, null));
		this.host.clock().advance(Duration.ofMinutes(1));
		for (int i = 0; i < 9; i++) {
			start();
		}
		assertThat(this.host.events()).filteredOn(CliLoginEvent.Throttled.class::isInstance).hasSize(2);
	}

}
