package io.github.clilogin.web.user;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.web.page.AbstractPageTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a link which another site opens is not looked up, and that a link which the
 * user opens survives a sign-in at another site.
 */
class ForeignLinkTests extends AbstractPageTests {

	private static final String SITE = "Sec-Fetch-Site: ";

	private static final String CROSS = SITE + "cross-site";

	private static final String OWN = SITE + "none";

	private static final String REVIEW = "Log in to Acme &amp; Co from the command line?";

	private static final String ENTER_CODE = "Log in from the command line";

	private static final String START_AGAIN = "Start again from your terminal";

	private int started = 1;

	private static String browserLink(CliLogin login) {
		return PAGE + "/browser?state=" + login.id();
	}

	private CliLogin startBrowser() {
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.BROWSER).clientId("acme").build();
		String id = String.format("%064x", this.started++);
		return ((StartResult.Started) host().service().start(request, new Challenge(id))).login();
	}

	private static void assertCodePage(View view) {
		assertThat(view.status()).isEqualTo(303);
		assertThat(view.header("Location")).isEqualTo(PAGE);
		View page = view.follow();
		assertThat(page.heading()).isEqualTo(ENTER_CODE);
		assertThat(page.has("form #code")).isTrue();
		assertThat(page.html()).doesNotContain("login_id", "class=\"error\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site", "x", "" })
	void linkOfAnotherSiteIsNotLookedUp(String site) {
		CliLogin login = start();
		TestBrowser ann = browser().as("ann");
		assertCodePage(ann.get(link(login), SITE + site));
		assertCodePage(ann.get(link(login) + "&signed_out=true", SITE + site));
		assertCodePage(ann.get(link(login), SITE + site, OWN));
		assertThat(ann.get(link(login)).heading()).isEqualTo(REVIEW);
	}

	@Test
	void linksOfAnotherSiteDoNotUseUpTheLimit() {
		CliLogin login = start();
		TestBrowser ann = browser().as("ann");
		for (int i = 0; i < 30; i++) {
			assertCodePage(ann.get(PAGE + "?user_code=BBBB-BBBB", CROSS));
		}
		assertThat(ann.get(link(login), OWN).heading()).isEqualTo(REVIEW);
	}

	@Test
	void browserLinkOfAnotherSiteShowsNoLogin() {
		CliLogin login = startBrowser();
		TestBrowser ann = browser().as("ann");
		View away = ann.get(browserLink(login), CROSS);
		assertThat(away.header("Location")).isEqualTo(PAGE + "/browser");
		View page = away.follow();
		assertThat(page.heading()).isEqualTo(START_AGAIN);
		assertThat(page.has("main a, main form, main button")).isFalse();
		assertThat(ann.get(browserLink(login), OWN).heading()).isEqualTo(REVIEW);
	}

	@Test
	void signedOutUserFindsTheCodePageInsteadOfTheLinkOfAnotherSite() {
		CliLogin login = start();
		View signIn = browser().get(link(login), CROSS).follow();
		assertThat(signIn.asksForPassword()).isTrue();
		View page = signIn.signIn("ann");
		assertThat(page.heading()).isEqualTo(ENTER_CODE);
		assertThat(page.url()).hasPath(PAGE).hasNoParameter("user_code");
		CliLogin other = startBrowser();
		assertThat(browser().get(browserLink(other), CROSS).follow().signIn("ann").heading()).isEqualTo(START_AGAIN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&signed_out=true" })
	void linkWithTheParameterOfTheOtherPathIsOfAnotherSiteToo(String more) {
		CliLogin browser = startBrowser();
		CliLogin login = start();
		String asPage = PAGE + "?state=" + browser.id() + more;
		String asBrowser = PAGE + "/browser?user_code=" + login.displayedUserCode() + more;
		for (String link : List.of(asPage, asBrowser)) {
			View away = browser().get(link, CROSS);
			assertThat(away.status()).as(link).isEqualTo(303);
			assertThat(away.header("Location")).as(link).doesNotContain("?");
		}
	}

	@Test
	void linkOfAnotherSiteReplacesTheSavedLink() {
		CliLogin login = start();
		TestBrowser ann = browser();
		ann.get(link(login), OWN).follow();
		View page = ann.get(PAGE + "?user_code=BBBB-BBBB", CROSS).follow().signIn("ann");
		assertThat(page.heading()).isEqualTo(ENTER_CODE);
	}

	/** The identity provider starts the navigation back, so it is cross-site. */
	@ParameterizedTest
	@ValueSource(strings = { "none", "same-origin" })
	void linkThatTheUserOpenedSurvivesASignInAtAnotherSite(String site) {
		CliLogin login = start();
		CliLogin other = start();
		TestBrowser ann = browser();
		View away = ann.get(link(login), SITE + site);
		assertThat(away.status()).isEqualTo(302);
		assertThat(away.response().headers().allValues("Set-Cookie")).anyMatch((cookie) -> cookie
			.matches("clilogin-link=[0-9a-f]{64}; Path=/; Max-Age=600;( Expires=[^;]+;)? HttpOnly; SameSite=Lax"));
		ann.as("ann");
		assertThat(ann.get(link(login), CROSS).heading()).isEqualTo(REVIEW);
		assertThat(ann.get(link(login) + "&continue", CROSS).heading()).isEqualTo(REVIEW);
		assertCodePage(ann.get(link(other), CROSS));
		ann.forget("clilogin-link");
		assertCodePage(ann.get(link(login), CROSS));
	}

	@Test
	void cookieOfOneLinkIsNotValidForAnotherPath() {
		CliLogin login = start();
		CliLogin browser = startBrowser();
		TestBrowser ann = browser().as("ann");
		ann.get(link(login), OWN);
		View away = ann.get(browserLink(browser) + "&user_code=" + login.displayedUserCode(), CROSS);
		assertThat(away.header("Location")).isEqualTo(PAGE + "/browser");
		ann.get(browserLink(browser), OWN);
		assertThat(ann.get(browserLink(browser), CROSS).heading()).isEqualTo(REVIEW);
		assertCodePage(ann.get(link(login) + "&state=" + browser.id(), CROSS));
	}

	@Test
	void switchingTheAccountAtAnotherSiteKeepsTheLink() {
		CliLogin login = start();
		View away = review(login).submit("/switch-account");
		View refresh = away.browser().get(away.header("Location"), SITE + "same-origin");
		assertThat(refresh.has("meta[http-equiv=refresh]")).isTrue();
		View signIn = refresh.browser().get(link(login), SITE + "same-origin").follow();
		assertThat(signIn.asksForPassword()).isTrue();
		refresh.browser().as("ben");
		assertThat(refresh.browser().get(link(login), CROSS).html()).contains("<bdi>ben</bdi>", REVIEW);
	}

	@Test
	void browserWithoutTheHeaderIsServedAsBefore() {
		CliLogin login = start();
		View review = browser().get(link(login)).follow().signIn("ann");
		assertThat(review.heading()).isEqualTo(REVIEW);
		assertThat(review.response().headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.contains("-link"));
	}

	@Test
	void pageWithoutACodeIsServedToEverySite() {
		TestBrowser ann = browser().as("ann");
		for (String path : List.of(PAGE, PAGE + "?user_code=", PAGE + "?user_code=%20")) {
			View page = ann.get(path, CROSS);
			assertThat(page.heading()).as(path).isEqualTo(ENTER_CODE);
			assertThat(page.response().headers().allValues("Set-Cookie"))
				.noneMatch((cookie) -> cookie.contains("-link"));
		}
		CliLogin login = start(CliLoginFlow.CODE);
		View page = ann.get(PAGE, CROSS).submit(PAGE, Map.of("user_code", login.userCode()));
		assertThat(page.heading()).isEqualTo(REVIEW);
	}

	@Test
	void linkIsRefusedBelowTheContextPathAndByHead() {
		try (HostApplication below = ControlledHost.start("server.servlet.context-path=/app")) {
			String head = "X-Test-User: ann\r\nSec-Fetch-Site: cross-site";
			for (String verb : List.of("GET", "HEAD")) {
				assertThat(below.wire()
					.request(verb, "/app/clilogin?user_code=BBBB-BBBB", head, new byte[0])
					.header("Location")).containsExactly("/app/clilogin");
			}
			assertThat(below.wire().get("/app/%63lilogin?user%5Fcode=BBBB-BBBB", head).header("Location"))
				.containsExactly("/app/clilogin");
		}
	}

}
