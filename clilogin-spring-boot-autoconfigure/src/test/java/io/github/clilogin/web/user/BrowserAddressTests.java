package io.github.clilogin.web.user;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.web.ConfirmationPage.Network;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrowserAddress}. A question mark means that the address is uncertain.
 */
class BrowserAddressTests {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7, SAME", "203.0.113.7, 203.0.113.8, OTHER",
			"::ffff:203.0.113.7, 203.0.113.7, SAME", "2001:db8:1:2::1, 2001:DB8:1:2:ffff::9, SAME",
			"2001:db8:1:2::1, 2001:db8:1:3::1, OTHER", "[2001:db8:1:2::1], 2001:db8:1:2::2, SAME",
			"127.0.0.1, ::1, SAME", "0:0:0:0:0:0:0:1, 127.66.1.1, SAME", "127.0.0.1, 203.0.113.7, OTHER",
			"203.0.113.7, 2001:db8:1:2::1, PERHAPS_OTHER", "2001:db8:1:2::1, 203.0.113.7, PERHAPS_OTHER" })
	void certainAddressesAreComparedByTheirNetworks(String browser, String start, Network network) {
		assertThat(of(browser, start))
			.isEqualTo(new BrowserAddress(browser.replaceAll("[\\[\\]]", ""), false, network));
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.1?, 10.0.0.1?", "203.0.113.7, 203.0.113.7?", "127.0.0.1?, 127.0.0.1", "203.0.113.7,",
			"203.0.113.7?,", "203.0.113.7, example.org", "'', 203.0.113.7" })
	void proxiesThatAreNotConfiguredAndUnknownAddressesRaiseNoAlarm(String browser, @Nullable String start) {
		assertThat(of(browser, start).network()).isEqualTo(Network.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 198.51.100.4?", "203.0.113.7?, 198.51.100.4", "203.0.113.7, 2001:db8:1:2::1?",
			"203.0.113.7?, 198.51.100.4?" })
	void aCliCannotSilenceTheWarningByAForgedHeader(String browser, String start) {
		assertThat(of(browser, start).network()).isEqualTo(Network.PERHAPS_OTHER);
	}

	private static BrowserAddress of(String browser, @Nullable String start) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(browser.replace("?", ""));
		if (browser.endsWith("?")) {
			request.addHeader("X-Forwarded-For", "1.2.3.4");
		}
		CliLoginRequest.Builder started = CliLoginRequest.builder(CliLoginFlow.CONFIRM);
		if (start != null) {
			started.remoteAddress(start.replace("?", "")).addressUncertain(start.endsWith("?"));
		}
		return BrowserAddress.of(request, started.build());
	}

}
