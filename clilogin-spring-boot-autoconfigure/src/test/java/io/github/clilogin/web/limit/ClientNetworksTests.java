package io.github.clilogin.web.limit;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientNetworks}.
 */
class ClientNetworksTests {

	@AutoClose
	private final CapturedLog log = new CapturedLog(ClientNetworks.class);

	private final ClientNetworks networks = new ClientNetworks();

	private String network(String address, String... header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		for (int i = 0; i < header.length; i += 2) {
			request.addHeader(header[i], header[i + 1]);
		}
		return this.networks.of(request);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255",
			"::ffff:203.0.113.7, 203.0.113.7", "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7",
			"2001:db8:1:2::1, 20010db800010002", "2001:DB8:1:2:ffff:ffff:ffff:ffff, 20010db800010002",
			"2001:db8:1:3::1, 20010db800010003", "fe80::1%eth0, fe80000000000000", "::1, 0000000000000000",
			"[2001:db8:1:2::1], 20010db800010002" })
	void anAddressIsReducedToItsNetwork(String address, String network) {
		assertThat(network(address)).isEqualTo(network);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "256.1.1.1", "1.2.3", "1.2.3.4.5", "example.org", "dead.beef", "1:2",
			".:1", ":", "::1::", "_hidden", "unknown", "2001:db8::1/64", "[::1", "1.2.3.4, 5.6.7.8",
			"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa" })
	void aHostNameIsUnknownAndNeverResolved(String address) {
		assertThat(network(address)).isEqualTo(ClientNetworks.UNKNOWN);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void anUndeclaredProxyIsUnknownAndIsWarnedAboutOnce() {
		assertThat(network("203.0.113.7", "X-Forwarded-For", "1.2.3.4")).isEqualTo(ClientNetworks.UNKNOWN);
		assertThat(network("203.0.113.7", "Forwarded", "for=1.2.3.4")).isEqualTo(ClientNetworks.UNKNOWN);
		assertThat(network("203.0.113.7", "X-Real-IP", "1.2.3.4")).isEqualTo(ClientNetworks.UNKNOWN);
		assertThat(this.log.messages()).singleElement()
			.asString()
			.startsWith("WARNING")
			.contains("server.forward-headers-strategy");
	}

}
