package io.github.clilogin.web.page;

import java.util.Locale;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what the review page and its JSON say about the addresses of the CLI and of the
 * browser.
 */
class PageAddressTests extends AbstractPageTests {

	private static final String OTHER = "Requested from another network than this browser.";

	private static final String PERHAPS = "Possibly requested from another network than this browser.";

	@Override
	public HostApplication.Builder builder() {
		return super.builder().property("server.forward-headers-strategy", "native");
	}

	private static String start(HostApplication host, String... headers) {
		RawResponse started = host.wire().form("/clilogin/device", "client_id=acme", headers);
		return "/clilogin?user_code=" + started.text("user_code");
	}

	private static String from(View review) {
		Element row = Jsoup.parse(review.html()).selectFirst("dt:matchesOwn(^(From|Von|Origine)$) + dd");
		return (row != null) ? row.text() : "";
	}

	private static String warning(View review) {
		return Jsoup.parse(review.html()).select(".note").text();
	}

	private static View review(HostApplication host, String link, String... headers) {
		View review = host.browser(headers).as("ann").get(link);
		assertThat(review.form("/confirm")).isNotNull();
		return review;
	}

	@Test
	void theSameAddressIsCalledTheSame() {
		View review = review(host(), start(host()));
		assertThat(from(review)).isEqualTo("127.0.0.1 (same as this browser)");
		assertThat(warning(review)).startsWith("Confirm only");
	}

	@Test
	void anotherNetworkIsTheFirstSentenceOfTheWarning() {
		View review = review(host(), start(host(), "X-Forwarded-For: 203.0.113.5"), "X-Forwarded-For: 198.51.100.4");
		assertThat(from(review)).isEqualTo("203.0.113.5 (this browser: 198.51.100.4)");
		assertThat(warning(review)).startsWith(OTHER + " Confirm only");
		assertThat(review.html()).contains("<strong>" + OTHER + "</strong>");
	}

	@Test
	void anAddressOfTheSameIpv6NetworkIsShownWithoutAWarning() {
		View review = review(host(), start(host(), "X-Forwarded-For: 2001:db8:1:2::1"),
				"X-Forwarded-For: 2001:db8:1:2::9");
		assertThat(from(review)).isEqualTo("2001:db8:1:2::1 (this browser: 2001:db8:1:2::9)");
		assertThat(warning(review)).startsWith("Confirm only");
	}

	@Test
	void ipv4AndIpv6AreNotCalledDifferentNetworks() {
		View review = review(host(), start(host(), "X-Forwarded-For: 203.0.113.5"), "X-Forwarded-For: 2001:db8:1:2::9");
		assertThat(warning(review)).startsWith(PERHAPS + " Confirm only");
	}

	@ParameterizedTest
	@CsvSource({ "de, 203.0.113.5 (dieser Browser: 198.51.100.4), Die Anfrage kommt aus einem anderen Netzwerk",
			"fr, 203.0.113.5 (ce navigateur : 198.51.100.4), La demande vient d'un autre réseau que ce navigateur." })
	void eachLanguageNamesTheOtherNetwork(String language, String from, String warning) {
		View review = review(host(), start(host(), "X-Forwarded-For: 203.0.113.5"), "X-Forwarded-For: 198.51.100.4",
				"Accept-Language: " + language);
		assertThat(from(review)).isEqualTo(from);
		assertThat(warning(review)).startsWith(warning);
	}

	@Test
	void aHeaderThatIsNotReadDoesNotHideTheAddress() {
		try (HostApplication plain = super.builder().start()) {
			View review = review(plain, start(plain, "X-Forwarded-For: 1.2.3.4"));
			assertThat(from(review)).isEqualTo("127.0.0.1, or a proxy (same as this browser)");
			assertThat(review.html()).doesNotContain("1.2.3.4");
			assertThat(warning(review)).startsWith("Confirm only");
			View proxied = review(plain, start(plain, "X-Forwarded-For: 1.2.3.4"), "X-Forwarded-For: 5.6.7.8");
			assertThat(warning(proxied)).startsWith("Confirm only");
		}
	}

	@Test
	void behindAProxyThatAppendsOnlyNativeShowsTheRealAddress() {
		String appended = "X-Forwarded-For: 6.6.6.6, 203.0.113.5";
		assertThat(from(review(host(), start(host(), appended)))).startsWith("203.0.113.5 ");
		try (HostApplication framework = super.builder().property("server.forward-headers-strategy", "framework")
			.start()) {
			assertThat(from(review(framework, start(framework, appended)))).startsWith("6.6.6.6 ");
		}
	}

	@Test
	void theJsonReviewHasTheSameFacts() {
		RawResponse started = host().wire().form("/clilogin/device", "client_id=acme", "X-Forwarded-For: 203.0.113.5");
		TestBrowser ann = host().browser("X-Forwarded-For: 198.51.100.4").as("ann");
		View byCode = ann.get("/clilogin/logins?user_code=" + started.text("user_code"));
		View byId = ann.get("/clilogin/logins/" + byCode.json().path("id").asString());
		assertThat(byId.json()).isEqualTo(byCode.json());
		Map<String, Object> facts = Map.of("address", "203.0.113.5", "addressUncertain", false, "browserAddress",
				"198.51.100.4", "browserAddressUncertain", false, "network", "other");
		facts.forEach((name, value) -> assertThat(byId.json().path(name).asString()).as(name)
			.isEqualTo(value.toString().toLowerCase(Locale.ROOT)));
	}

}
