package io.github.clilogin.web.limit;

import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the limits behind proxies and with forged headers of proxies.
 */
class ProxiedLimitTests {

	private static final String STRATEGY = "server.forward-headers-strategy";

	@AutoClose
	private final CapturedLog log = new CapturedLog(ClientNetworks.class);

	private static RawResponse start(HostApplication host, String... headers) {
		return host.wire().form("/clilogin/device", "client_id=acme", headers);
	}

	private static String from(String address) {
		return "X-Forwarded-For: " + address;
	}

	private static RawResponse find(HostApplication host, String code, String user, String address) {
		return host.wire().get("/clilogin/logins?user_code=" + code, "X-Test-User: " + user, from(address));
	}

	private static void confirm(HostApplication host, CliLogin login, String user, String address) {
		RawResponse found = find(host, login.userCode(), user, address);
		assertThat(found.status()).isEqualTo(200);
		RawResponse confirmed = host.wire()
			.json("/clilogin/logins/" + found.text("id") + "/confirm", "", "X-Test-User: " + user, from(address));
		assertThat(confirmed.text("status")).isEqualTo("confirmed");
	}

	private static String wrongCode(int number) {
		String letters = "BCDFGHJKLMNPQRSTVWXZ";
		return "BCDFGH" + letters.charAt(number / letters.length()) + letters.charAt(number % letters.length());
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void behindADeclaredProxyEachAddressHasItsOwnLimit(String strategy) {
		try (HostApplication host = ControlledHost.with()
			.property(STRATEGY, strategy)
			.property("clilogin.limits.starts-per-minute", 2)
			.start()) {
			for (int i = 0; i < 100; i++) {
				RawResponse first = start(host, from("203.0.113." + i));
				assertThat(host.loginOf(first).request().remoteAddress()).isEqualTo("203.0.113." + i);
				assertThat(start(host, from("203.0.113." + i)).status()).isEqualTo(200);
				assertThat(start(host, from("203.0.113." + i)).status()).isEqualTo(429);
			}
			assertThat(this.log.messages()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void allAddressesOfAnIpv6NetworkShareOneLimit(String strategy) {
		try (HostApplication host = ControlledHost.with()
			.property(STRATEGY, strategy)
			.property("clilogin.limits.starts-per-minute", 2)
			.start()) {
			RawResponse first = start(host, from("2001:db8:1:2::1"));
			assertThat(host.loginOf(first).request().remoteAddress()).isEqualTo("2001:db8:1:2::1");
			assertThat(start(host, from("2001:db8:1:2:ffff::9")).status()).isEqualTo(200);
			assertThat(start(host, from("2001:db8:1:2:3:4:5:6")).status()).isEqualTo(429);
			assertThat(start(host, from("2001:db8:1:3::1")).status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void wrongCodesBehindADeclaredProxyLimitOnlyTheirOwnAddress(String strategy) {
		try (HostApplication host = ControlledHost.with().property(STRATEGY, strategy).start()) {
			CliLogin login = host.loginOf(start(host));
			for (int i = 0; i < 20; i++) {
				assertThat(find(host, wrongCode(i), "user" + i, "203.0.113.7").status()).isEqualTo(404);
			}
			assertThat(find(host, login.userCode(), "ann", "203.0.113.7").status()).isEqualTo(429);
			confirm(host, login, "ann", "203.0.113.8");
		}
	}

	@Test
	void aForwardedHeaderOfTheCallerDoesNotChangeItsAddress() {
		try (HostApplication host = ControlledHost.with()
			.property(STRATEGY, "native")
			.property("clilogin.limits.starts-per-minute", 2)
			.start()) {
			assertThat(start(host, from("203.0.113.7")).status()).isEqualTo(200);
			RawResponse forged = start(host, from("6.6.6.6, 203.0.113.7"));
			assertThat(host.loginOf(forged).request().remoteAddress()).isEqualTo("203.0.113.7");
			assertThat(start(host, from("7.7.7.7, 203.0.113.7")).status()).isEqualTo(429);
			assertThat(start(host, from("8.8.8.8, nonsense, 203.0.113.7")).status()).isEqualTo(429);
			assertThat(this.log.messages()).isEmpty();
		}
	}

	@Test
	void forgedHeadersGiveAnAddressNoMoreThanTenTimesItsLimit() {
		try (HostApplication host = ControlledHost.start("clilogin.limits.starts-per-minute=2")) {
			assertThat(start(host).status()).isEqualTo(200);
			assertThat(start(host).status()).isEqualTo(200);
			assertThat(start(host).status()).isEqualTo(429);
			int served = 0;
			for (int i = 0; i < 30; i++) {
				for (String header : List.of(from("203.0.113." + i), "Forwarded: for=203.0.113." + i,
						"X-Real-IP: 203.0.113." + i)) {
					served += (start(host, header).status() == 200) ? 1 : 0;
				}
			}
			assertThat(served).isEqualTo(18);
			assertThat(start(host).status()).isEqualTo(429);
			assertThat(this.log.messages()).singleElement().asString().contains(STRATEGY);
		}
	}

	@Test
	void aHundredUsersBehindAnUndeclaredProxyCanAllLogIn() {
		try (HostApplication host = ControlledHost.start("clilogin.limits.starts-per-minute=30")) {
			for (int i = 0; i < 100; i++) {
				String address = "203.0.113." + i;
				RawResponse device = start(host, from(address));
				assertThat(find(host, wrongCode(i), "user" + i, address).status()).isEqualTo(404);
				confirm(host, host.loginOf(device), "user" + i, address);
				String poll = "grant_type=device_code&client_id=acme&device_code=" + device.text("device_code");
				assertThat(host.wire().form("/clilogin/token", poll, from(address)).members()).contains("access_token");
			}
			assertThat(host.events()).noneMatch(CliLoginEvent.Throttled.class::isInstance);
		}
	}

}
