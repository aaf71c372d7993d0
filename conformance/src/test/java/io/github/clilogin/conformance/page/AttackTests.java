package io.github.clilogin.conformance.page;

import java.util.Map;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.github.clilogin.testsupport.TestCli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that other sites cannot act for a signed-in user.
 */
class AttackTests extends AbstractPageTests {

	private static final String MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

	private static final String CONTROLS = "\u001B[31mred\u001B[0m \u202Egnp.exe\u2066 {0} %s \u0007\u0000";

	private static final String EMOJI = "😀👩‍👩‍👧".repeat(50);

	private static final String LONG = "x".repeat(2000);

	/** Returns Ann's browser, which may leave the server. */
	private Visitor victim() {
		return environment().user("ann", new Browser.NewContextOptions());
	}

	@Test
	void openingOrPrefetchingALinkConfirmsNothing() {
		TestCli login = start();
		try (Visitor ann = victim();
				ForeignSite site = new ForeignSite("localhost",
						"<!doctype html><link rel=\"prefetch\" href=\"%s\">Prefetches".formatted(login.link()))) {
			ann.open(site.url());
			environment().server()
				.wire()
				.await("prefetches the link of this login",
						(exchange) -> exchange.path().equals("/clilogin") && exchange.status() == 303);
			for (String purpose : new String[] { "prefetch", "prefetch;prerender" }) {
				APIResponse answer = ann.context()
					.request()
					.get(login.link(), RequestOptions.create().setHeader("Sec-Purpose", purpose));
				assertThat(answer.text()).contains(login.userCode());
			}
			for (String action : new String[] { "confirm", "reject", "disconnect", "switch-account" }) {
				ann.open("/clilogin/" + action + "?user_code=" + login.userCode());
				assertThat(ann.shown().status()).isEqualTo(405);
			}
			assertThatItWaits(login);
		}
	}

	/** The session cookie is missing on another site, so the frame shows the sign-in. */
	@ParameterizedTest
	@CsvSource({ "localhost, frame-ancestors", "127.0.0.1, X-Frame-Options" })
	void aPageInAFrameShowsNothingToClick(String host, String reason) {
		TestCli login = start();
		try (Visitor ann = victim(); ForeignSite site = new ForeignSite(host, """
				<!doctype html><title>Win a prize</title>
				<iframe src="%s" width="600" height="900"></iframe>""".formatted(login.link()))) {
			ann.open(site.url());
			Frame frame = ann.page()
				.frames()
				.stream()
				.filter((each) -> each.parentFrame() != null)
				.findFirst()
				.orElseThrow();
			assertThat(frame.url()).doesNotStartWith(environment().server().uri().toString());
			assertThat(frame.locator("form, button, a").count()).isZero();
			assertThat(ann.complaints()).anyMatch((heard) -> heard.contains(reason));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void aFormOnAnotherSiteDecidesNothing(String host) {
		TestCli login = start();
		for (String action : new String[] { "confirm", "reject" }) {
			try (Visitor ann = victim().open(login.link());
					ForeignSite site = new ForeignSite(host, form(ann, "/" + action))) {
				press(ann, site);
				assertThat(ann.text()).doesNotContain("Confirmed", "Rejected");
			}
			assertThatItWaits(login);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void aFormOnAnotherSiteTypesNoCode(String host) {
		TestCli login = start(Map.of("flow", "code"));
		try (Visitor ann = victim().open("/clilogin").type(login.userCode());
				ForeignSite site = new ForeignSite(host, form(ann, "/clilogin"))) {
			press(ann, site);
			assertThat(ann.page().locator("form[action$='/confirm']").count()).isZero();
		}
	}

	/** Copies a form with all its fields, including the decision token. */
	private static String form(Visitor ann, String action) {
		Object form = ann.page().locator("form[action$='" + action + "']").evaluate("""
				(form) => {
					form.setAttribute('action', form.action);
					form.querySelectorAll('input').forEach((input) => input.setAttribute('value', input.value));
					return form.outerHTML;
				}""");
		assertThat(form.toString()).contains("decision_token");
		return "<!doctype html>" + form;
	}

	private void press(Visitor ann, ForeignSite site) {
		ann.open(site.url()).page().click("button");
		ann.page().waitForURL((url) -> url.startsWith(environment().server().uri().toString()));
	}

	@Test
	void hostileNamesAreShownAsWhatTheyAreAndFitTheSmallestScreen() {
		assertThat(shown("markup", MARKUP)).contains("<script>alert(1)</script>\"'><img src=x onerror=");
		assertThat(shown("controls", CONTROLS)).contains("[31mred[0m gnp.exe {0} %s")
			.doesNotContain("\u001B", "\u202E", "\u2066", "\u0007", "\u0000");
		assertThat(shown("emoji", EMOJI)).contains("😀👩");
		assertThat(shown("long", LONG)).contains("xxx");
	}

	/** Returns the text of all pages for a CLI with this name. */
	private String shown(String kind, String name) {
		TestCli login = start(Map.of("device_name", name, "client_version", name));
		Visitor ann = user("ann", new Browser.NewContextOptions().setViewportSize(320, 640)).open(login.link());
		assertThatItIsHarmless(ann.page());
		Screenshots.take(ann.page(), "review-hostile-" + kind);
		String review = ann.text();
		ann.press("Confirm");
		assertThatItIsHarmless(ann.page());
		assertThat(callApi(collect(login))).contains("ann");
		return review + ann.text();
	}

	private static void assertThatItIsHarmless(Page page) {
		assertThat(page.locator("main script, main img").count()).isZero();
		assertThat(Layout.flaws(page)).isEmpty();
	}

	@Test
	void aNameOfTenThousandCharactersIsRefused() {
		assertThat(environment().server()
			.host()
			.wire()
			.form("/clilogin/device", Map.of("client_id", "acme", "device_name", "x".repeat(10_000)))
			.status()).isEqualTo(413);
	}

}
