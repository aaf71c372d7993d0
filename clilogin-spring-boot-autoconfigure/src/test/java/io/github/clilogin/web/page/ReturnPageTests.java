package io.github.clilogin.web.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.StartResult;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the pages by which a return code gets to the CLI, without scripts.
 */
class ReturnPageTests extends AbstractReturnPageTests {

	@Test
	void theLoopbackPageHasOneFormThatSendsTheCodeToTheCli() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View redirect = confirm(browser().as("ann"), started);
		assertThat(redirect.status()).isEqualTo(303);
		assertThat(redirect.header("Location")).isEqualTo(link(started.login()));
		View page = redirect.follow();
		assertThat(page.heading()).isEqualTo("Confirmed");
		assertThat(loopback(page).hidden()).containsOnlyKeys("login_id", "return_code")
			.containsEntry("login_id", started.login().id());
		assertThat(loopback(page).element().hasAttr("data-automatic")).isTrue();
		assertThat(page.header("Referrer-Policy")).isEqualTo("origin");
		assertThat(page.header("Content-Security-Policy"))
			.contains("form-action 'self' http://127.0.0.1:50123; ", "script-src 'sha256-")
			.doesNotContain("unsafe", "/clilogin/return");
		assertThat(page.html()).contains("Time left: 10 minutes");
		assertThat(collect(started, loopback(page).value("return_code"))).isInstanceOf(CollectResult.Collected.class);
		assertThat(page.browser().get(link(started.login())).heading()).isEqualTo("Confirmed");
		assertThat(page.browser().get(link(started.login())).html()).contains("Return to your terminal.");
	}

	@Test
	void otherPagesAllowNoScriptAndNoOtherForm() {
		View review = review(start());
		assertThat(review.header("Content-Security-Policy")).contains("form-action 'self'; ")
			.doesNotContain("script-src");
		assertThat(review.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(review.submit("/confirm").status()).as("a login that demands no code").isEqualTo(200);
	}

	@Test
	void aReloadShowsTheSameCodeAndSendsItOnlyByTheButton() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View first = confirmed(started);
		View again = first.browser().get(link(started.login()));
		assertThat(loopback(again).fields()).isEqualTo(loopback(first).fields());
		assertThat(loopback(again).element().hasAttr("data-automatic")).isFalse();
		assertThat(again.has("form#return button")).isTrue();
		View twice = confirm(first.browser(), start(Method.CODE)).follow();
		assertThat(letters(twice.browser().get(twice.url().toString()))).isEqualTo(letters(twice));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BROWSER")
	void theConfirmationEndsAtTheStepOfItsLogin(CliLoginFlow flow) {
		StartResult.Started started = start("127.0.0.1", flow, Method.CODE);
		TestBrowser ann = browser().as("ann");
		View review = (flow == CliLoginFlow.CODE)
				? ann.get(PAGE).submit(PAGE, Map.of("user_code", started.login().displayedUserCode()))
				: ann.get(link(started.login()));
		View page = review.submit("/confirm").follow();
		assertThat(page.heading()).isEqualTo(TYPE);
		assertThat(collect(started, letters(page))).isInstanceOf(CollectResult.Collected.class);
		assertThat(ann.get(page.url().toString()).heading()).isEqualTo("Confirmed");
	}

	@Test
	void theConfirmationOfTheFlowBrowserEndsAtItsStep() {
		byte[] code = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.BROWSER)
			.remoteAddress("127.0.0.1")
			.returnMethods(List.of(Method.CODE))
			.build();
		CliLogin login = ((StartResult.Started) host().service().start(request, new Challenge(Sha256.hex(code))))
			.login();
		View page = browser().as("ann").get(PAGE + "/browser?state=" + login.id()).submit("/confirm").follow();
		assertThat(page.heading()).isEqualTo(TYPE);
		DeviceCode sent = DeviceCode.parse("r." + HexFormat.of().formatHex(code)).orElseThrow();
		assertThat(host().service().collect(sent, null, ReturnCode.parse(letters(page)).orElseThrow()))
			.isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theTypedCodeComesWithAWarning() {
		View page = confirmed(start(Method.CODE));
		assertThat(page.heading()).isEqualTo(TYPE);
		assertThat(page.html())
			.contains("Type the code in the terminal in which you typed the login command.",
					"Never tell this code to anyone. Never enter it on a web page.")
			.doesNotContain("<script");
		assertThat(page.header("Content-Security-Policy")).contains("form-action 'self'; ");
		assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(letters(page)).matches("[BCDFGHJKLMNPQRSTVWXZ]{3}-[BCDFGHJKLMNPQRSTVWXZ]{3}");
	}

	@Test
	void aUserWhoGetsDoubtsRejectsAfterTheConfirmation() {
		StartResult.Started started = start(Method.CODE);
		assertThat(confirmed(started).submit("/reject").heading()).isEqualTo("Rejected");
		assertThat(status(started.login())).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void theShortAddressShowsTheCodeToTypeOfTheLastLogin() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		String sent = loopback(page).value("return_code");
		View typed = page.browser().get(RETURN);
		assertThat(typed.heading()).isEqualTo(TYPE);
		assertThat(letters(page.browser().get(RETURN))).isEqualTo(letters(typed));
		assertThat(page.browser().get(link(started.login())).heading()).isEqualTo(TYPE);
		assertThat(collect(started, sent)).isInstanceOf(CollectResult.ReturnCodeRequired.class);
		assertThat(collect(started, letters(typed))).isInstanceOf(CollectResult.Collected.class);
		assertThat(page.browser().get(RETURN).heading()).isEqualTo("Confirmed");
	}

	@Test
	void theLinkBesideTheButtonShowsTheCodeOfItsOwnLogin() {
		TestBrowser ann = browser().as("ann");
		StartResult.Started first = start(Method.LOOPBACK, Method.CODE);
		StartResult.Started second = start(Method.LOOPBACK, Method.CODE);
		View page = confirm(ann, first).follow();
		confirm(ann, second).follow();
		String link = Jsoup.parse(page.html()).select("a#typed").attr("href");
		assertThat(collect(first, letters(ann.get(link)))).isInstanceOf(CollectResult.Collected.class);
		assertThat(collect(second, letters(ann.get(RETURN)))).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aCliThatCannotAskGetsNoTypedCode() {
		StartResult.Started started = start(Method.LOOPBACK);
		View page = confirmed(started);
		assertThat(page.has("#typed")).isFalse();
		View same = page.browser().get(RETURN);
		assertThat(loopback(same).fields()).isEqualTo(loopback(page).fields());
	}

	@Test
	void anotherBrowserOfTheUserShowsNoCodeUntilItReplacesIt() {
		StartResult.Started started = start(Method.CODE);
		String first = letters(confirmed(started));
		TestBrowser other = browser().as("ann");
		View elsewhere = other.get(link(started.login()));
		assertThat(elsewhere.heading()).isEqualTo("This browser does not have the code");
		assertThat(elsewhere.html()).contains("If you confirmed in another browser, return to it.")
			.doesNotContain(first);
		String second = letters(other.get(Jsoup.parse(elsewhere.html()).select("#typed").attr("href")));
		assertThat(second).isNotEqualTo(first);
		assertThat(collect(started, first)).isInstanceOf(CollectResult.ReturnCodeRequired.class);
		assertThat(collect(started, second)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void anotherUserGetsNothing() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		TestBrowser ben = browser().as("ben");
		for (String url : List.of(RETURN, RETURN + "?state=" + started.login().id(), FINISHED)) {
			View view = ben.get(url);
			assertThat(view.html()).doesNotContain("ann-laptop", started.login().id());
			assertThat(letters(view)).isEmpty();
		}
		assertThat(loopback(page.browser().get(link(started.login()))).fields()).as("not replaced")
			.isEqualTo(loopback(page).fields());
	}

	@Test
	void anotherUserOfTheSameBrowserGetsNothing() {
		StartResult.Started started = start(Method.CODE);
		TestBrowser browser = browser().as("ann");
		String code = letters(confirm(browser, started).follow());
		browser.forget("JSESSIONID", "remember-me").as("ben");
		for (String url : List.of(RETURN, RETURN + "?state=" + started.login().id(), link(started.login()))) {
			assertThat(browser.get(url).html()).doesNotContain(code, "ann-laptop");
		}
		assertThat(browser.get(FINISHED).heading()).isEqualTo("Return to your terminal");
	}

	@Test
	void aPendingLoginIsNotReviewedByTheAddressOfItsCode() {
		StartResult.Started started = start(Method.CODE);
		View view = browser().as("ann").get(RETURN + "?state=" + started.login().id());
		assertThat(view.heading()).isEqualTo("Log in from the command line");
		assertThat(view.html()).doesNotContain("ann-laptop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site" })
	void anotherSiteCannotReplaceTheCode(String site) {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		View asked = page.browser().get(RETURN, "Sec-Fetch-Site: " + site);
		assertThat(asked.heading()).isEqualTo(QUESTION);
		assertThat(loopback(page.browser().get(link(started.login()))).fields()).isEqualTo(loopback(page).fields());
		View typed = asked.submit("/return").follow();
		assertThat(typed.heading()).as("after a sign-in at another site").isEqualTo(TYPE);
		assertThat(collect(started, letters(typed))).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aUserInAnotherNetworkIsAskedBeforeTheCodeIsShown() {
		StartResult.Started started = start("203.0.113.7", CliLoginFlow.CONFIRM, Method.CODE);
		View asked = confirmed(started);
		assertThat(asked.heading()).isEqualTo(QUESTION);
		assertThat(letters(asked)).isEmpty();
		assertThat(asked.html()).contains("203.0.113.7");
		assertThat(asked.browser().get(RETURN).heading()).isEqualTo(QUESTION);
		View answered = asked.submit("/return");
		assertThat(answered.status()).isEqualTo(303);
		View typed = answered.follow();
		assertThat(typed.heading()).isEqualTo(TYPE);
		assertThat(letters(typed.browser().get(link(started.login())))).isEqualTo(letters(typed));
		assertThat(collect(started, letters(typed))).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theQuestionCanBeAnsweredByARejection() {
		StartResult.Started started = start("203.0.113.7", CliLoginFlow.CONFIRM, Method.CODE);
		assertThat(confirmed(started).submit("/reject").heading()).isEqualTo("Rejected");
	}

	@Test
	void theAnswerBelongsToThisBrowserUserAndLogin() {
		StartResult.Started started = start("203.0.113.7", CliLoginFlow.CONFIRM, Method.CODE);
		StartResult.Started other = start("203.0.113.7", CliLoginFlow.CONFIRM, Method.CODE);
		TestBrowser ann = browser().as("ann");
		View asked = confirm(ann, started).follow();
		confirm(ann, other).follow();
		View forged = asked.submit("/return", Map.of("login_id", other.login().id()));
		assertThat(forged.status()).isEqualTo(403);
		assertThat(forged.heading()).isEqualTo("Form no longer valid");
		assertThat(ann.post(RETURN, asked.form("/return").fields(), "Sec-Fetch-Site: cross-site").status())
			.isEqualTo(403);
		assertThat(ann.get(link(started.login())).heading()).isEqualTo(QUESTION);
	}

	@Test
	void aHeadRequestReplacesNoCode() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		assertThat(page.browser().send("HEAD", RETURN).status()).isEqualTo(200);
		assertThat(loopback(page.browser().get(link(started.login()))).fields()).isEqualTo(loopback(page).fields());
	}

	@Test
	void theLastPageNamesTheLoginOfTheBrowser() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		collect(started, loopback(page).value("return_code"));
		View finished = page.browser().get(FINISHED + "?state=x&user_code=BCDF-BCDF", "Sec-Fetch-Site: cross-site");
		assertThat(finished.heading()).isEqualTo("Confirmed");
		assertThat(finished.html()).contains("Return to your terminal.", "ann-laptop").doesNotContain("<script");
	}

	@Test
	void theLastPageReadsNothingOfItsUrl() {
		StartResult.Started started = start(Method.CODE);
		TestBrowser ann = browser().as("ann");
		View finished = ann
			.get(FINISHED + "?state=" + started.login().id() + "&user_code=" + started.login().displayedUserCode());
		assertThat(finished.status()).isEqualTo(200);
		assertThat(finished.heading()).isEqualTo("Return to your terminal");
		assertThat(finished.html()).doesNotContain("ann-laptop");
	}

	/** The cookie of a session may be for requests of its own site only. */
	@Test
	void aBrowserThatSendsNoSessionForAnotherSiteOpensTheLastPageAgain() {
		TestBrowser stranger = browser();
		View refresh = stranger.get(FINISHED + "?state=x", "Sec-Fetch-Site: cross-site");
		assertThat(refresh.status()).isEqualTo(200);
		assertThat(Jsoup.parse(refresh.html()).select("meta[http-equiv=refresh]").attr("content"))
			.isEqualTo("0; url=" + FINISHED);
		assertThat(stranger.get(FINISHED, "Sec-Fetch-Site: same-origin").follow().asksForPassword()).isTrue();
		assertThat(stranger.get(FINISHED).follow().asksForPassword()).isTrue();
	}

	@Test
	void theCodeIsGoneWhenTheTimeIsOver() {
		StartResult.Started started = start(Method.CODE);
		View page = confirmed(started);
		host().clock().advance(Duration.ofMinutes(10));
		assertThat(page.browser().get(RETURN).heading()).isEqualTo("Login expired");
		assertThat(page.browser().get(FINISHED).heading()).isEqualTo("Login expired");
	}

	@Test
	void aForgedCookieNamesNoLoginOfAnotherUser() {
		StartResult.Started started = start(Method.CODE);
		confirmed(started);
		String ben = browser().as("ben").cookies();
		for (String value : List.of(started.login().id() + "sy", "x", "." + "a".repeat(64), "a".repeat(64) + "!",
				".".repeat(500))) {
			RawResponse view = host().wire().get(RETURN, ben + "; clilogin-return=" + value);
			assertThat(view.status()).isEqualTo(200);
			assertThat(view.body()).contains("Code shown in your terminal").doesNotContain("ann-laptop");
		}
		assertThat(Objects.requireNonNull(host().service().get(started.login().id()).orElseThrow().returnMethod()))
			.isEqualTo(Method.CODE);
	}

}
