package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the shares of networks in the pending logins, over HTTP.
 */
class PendingShareTests {

	private static final String OFFICE = "203.0.113.1";

	private static final String OTHER = "203.0.113.2";

	private static final String THIRD = "203.0.113.3";

	@AutoClose
	private final HostApplication host = ControlledHost.with()
		.property("server.forward-headers-strategy", "native")
		.property("clilogin.login.max-pending", 100)
		.start();

	@AutoClose
	private final CapturedLog log = new CapturedLog("io.github.clilogin.PendingLimitReporter");

	private RawResponse start(String address) {
		return this.host.wire().form("/clilogin/device", "client_id=acme", "X-Forwarded-For: " + address);
	}

	private List<RawResponse> start(String address, int count) {
		List<RawResponse> started = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			started.add(start(address));
			assertThat(started.get(i).status()).as("start %d from %s", i, address).isEqualTo(200);
		}
		return started;
	}

	private RawResponse open(RawResponse device, String user) {
		return this.host.wire().get("/clilogin/logins?user_code=" + device.text("user_code"), "X-Test-User: " + user);
	}

	private CliLoginStatus statusOf(RawResponse device) {
		return this.host.loginOf(device).status();
	}

	private List<CliLoginEvent> throttled() {
		return this.host.events().stream().filter(CliLoginEvent.Throttled.class::isInstance).toList();
	}

	@Test
	void aNetworkHasAShareOnlyAboveFourFifthsOfTheCap() {
		start(OFFICE, 80);
		assertThat(start(OFFICE).error()).isEqualTo("503 temporarily_unavailable");
		start(OTHER, 20);
		assertThat(throttled()).containsExactly(new CliLoginEvent.Throttled(Limit.PENDING_PER_ADDRESS, null));
	}

	@Test
	void aDecidedCancelledOrExpiredLoginNoLongerCountsForItsNetwork() {
		List<RawResponse> started = start(OFFICE, 50);
		start(OTHER, 49);
		assertThat(start(OFFICE).status()).isEqualTo(503);
		open(started.get(0), "ann");
		assertThat(start(OFFICE).status()).isEqualTo(200);
		assertThat(start(OFFICE).status()).isEqualTo(503);
		this.host.wire().form("/clilogin/cancel", "client_id=acme&device_code=" + started.get(1).text("device_code"));
		assertThat(start(OFFICE).status()).isEqualTo(200);
		this.host.clock().advance(Duration.ofMinutes(10));
		start(OFFICE, 50);
	}

	@Test
	void atTheCapTheNewestLoginOfTheHeaviestNetworkGivesWay() {
		List<RawResponse> heavy = start(OFFICE, 60);
		List<RawResponse> light = start(OTHER, 40);
		assertThat(open(heavy.get(59), "ann").status()).isEqualTo(200);
		RawResponse third = start(THIRD);
		assertThat(third.status()).isEqualTo(200);
		assertThat(statusOf(heavy.get(58))).isEqualTo(CliLoginStatus.CANCELLED);
		heavy.remove(58);
		assertThat(heavy).allSatisfy((device) -> assertThat(statusOf(device)).isEqualTo(CliLoginStatus.PENDING));
		assertThat(light).allSatisfy((device) -> assertThat(statusOf(device)).isEqualTo(CliLoginStatus.PENDING));
		assertThat(this.host.events()).filteredOn(CliLoginEvent.Evicted.class::isInstance).hasSize(1);
	}

	@Test
	void theHeaviestNetworkIsRefusedAtTheCap() {
		List<RawResponse> heavy = start(OFFICE, 51);
		start(OTHER, 49);
		assertThat(start(OFFICE).error()).isEqualTo("503 temporarily_unavailable");
		assertThat(heavy).allSatisfy((device) -> assertThat(statusOf(device)).isEqualTo(CliLoginStatus.PENDING));
	}

	@Test
	void anOpenedLoginNeverGivesWay() {
		List<RawResponse> heavy = start(OFFICE, 60);
		heavy.forEach((device) -> open(device, "user of " + device.text("user_code")));
		start(OTHER, 40);
		start(THIRD, 20);
		heavy.forEach((device) -> assertThat(statusOf(device)).isEqualTo(CliLoginStatus.PENDING));
	}

	@Test
	void anEvictedCliIsToldWhyAndItsUserIsToo() {
		List<RawResponse> heavy = start(OFFICE, 60);
		start(OTHER, 40);
		start(THIRD);
		String code = heavy.get(59).text("device_code");
		RawResponse form = this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&client_id=acme&device_code=" + code);
		assertThat(form.error()).isEqualTo("400 expired_token");
		assertThat(form.text("error_description")).startsWith("Too many logins were pending").contains("start again");
		assertThat(form.text("message")).isEqualTo(form.text("error_description"));
		RawResponse status = this.host.wire()
			.json("/clilogin/status", "{\"clientId\":\"acme\",\"deviceCode\":\"" + code + "\"}");
		assertThat(status.text("status")).isEqualTo("expired");
		assertThat(status.text("message")).isEqualTo(form.text("message"));
		assertThat(open(heavy.get(59), "ann").text("status")).isEqualTo("cancelled");
	}

	@Test
	void largerNetworksHaveFourAndSixteenTimesTheShare() {
		for (int i = 0; i < 80; i++) {
			assertThat(start("2001:db8:0:" + Integer.toHexString(i << 8) + "::1").status()).isEqualTo(200);
		}
		start("2001:db8:1::1", 20);
		assertThat(start("2001:db8:1::2").status()).as("20 of a /64 are heavier than 80 of a /48").isEqualTo(503);
		assertThat(start("2001:db8:0:ffff::1").status()).isEqualTo(200);
	}

	@Test
	void cancelledLoginsDoNotUseUpTheCap() {
		for (int i = 0; i < 300; i++) {
			RawResponse device = start("198.51.100." + i % 200);
			this.host.wire().form("/clilogin/cancel", "client_id=acme&device_code=" + device.text("device_code"));
		}
		start(OFFICE, 80);
		assertThat(throttled()).isEmpty();
	}

	@Test
	void oneWarningAMinuteCountsWhatHappensAndNamesTheProperty() {
		start(OFFICE, 60);
		start(OTHER, 40);
		for (int i = 0; i < 5; i++) {
			start(THIRD);
			start(OFFICE);
		}
		assertThat(this.log.messages()).singleElement()
			.asString()
			.contains("clilogin.login.max-pending")
			.contains("which is 100");
		assertThat(throttled()).containsExactlyInAnyOrder(new CliLoginEvent.Throttled(Limit.MAX_PENDING, null),
				new CliLoginEvent.Throttled(Limit.PENDING_PER_ADDRESS, null));
		this.host.clock().advance(Duration.ofMinutes(1));
		start(OFFICE);
		assertThat(this.log.messages()).hasSize(2)
			.last()
			.asString()
			.contains("0 starts were refused because of", "6 because their network", "4 logins");
	}

}
