package io.github.clilogin.web;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that limits do not change when the clock of the system is set back or forward.
 */
class ClockChangeTests {

	@AutoClose
	private final HostApplication host = ControlledHost.start("clilogin.limits.starts-per-minute=3",
			"clilogin.login.lifetime=3h");

	private RawResponse start() {
		return this.host.wire().form("/clilogin/device", "");
	}

	private RawResponse poll(RawResponse device) {
		return this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&device_code=" + device.text("device_code"));
	}

	private RawResponse find(String code) {
		return this.host.wire().get("/clilogin/logins?user_code=" + code, "X-Test-User: ann");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void startsAreAcceptedByElapsedTime(int hours) {
		for (int i = 0; i < 3; i++) {
			assertThat(start().status()).isEqualTo(200);
		}
		this.host.clock().jump(Duration.ofHours(hours));
		assertThat(start().header("Retry-After")).containsExactly("60");
		this.host.clock().advance(Duration.ofMinutes(1));
		assertThat(start().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void aCliThatWaitsForTheIntervalIsNotToldToSlowDown(int hours) {
		RawResponse device = start();
		poll(device);
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(poll(device).error()).isEqualTo("400 slow_down");
		this.host.clock().jump(Duration.ofHours(hours));
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(poll(device).error()).isEqualTo("400 slow_down");
		this.host.clock().advance(Duration.ofSeconds(15));
		assertThat(poll(device).error()).isEqualTo("400 authorization_pending");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void aUserMayEnterCodesAgainAfterTenMinutes(int hours) {
		for (String code : "BCDF-GHJK BCDF-GHJL BCDF-GHJM BCDF-GHJN BCDF-GHJP".split(" ")) {
			assertThat(find(code).status()).isEqualTo(404);
		}
		this.host.clock().jump(Duration.ofHours(hours));
		assertThat(find("BCDF-GHJQ").header("Retry-After")).containsExactly("600");
		this.host.clock().advance(Duration.ofMinutes(10));
		assertThat(find("BCDF-GHJQ").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void pollsAreAnsweredFromMemoryForFifteenSeconds(int hours) {
		RawResponse device = start();
		TestWaits.await("a poll without a read").until(() -> !isRead(device));
		this.host.clock().jump(Duration.ofHours(hours));
		assertThat(isRead(device)).isFalse();
		this.host.elsewhere().confirm(this.host.loginOf(device).id(), TestUsers.user("ann"));
		TestWaits.await("the decision").until(() -> poll(device).status() == 200);
	}

	private boolean isRead(RawResponse device) {
		int before = this.host.store().reads();
		assertThat(poll(device).error()).isEqualTo("400 authorization_pending");
		return this.host.store().reads() > before;
	}

}
