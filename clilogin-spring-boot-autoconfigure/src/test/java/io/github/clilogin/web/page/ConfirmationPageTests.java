package io.github.clilogin.web.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CollectResult;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestMapper;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.DeviceCode.Challenge;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the page of a user, step by step and at each end of a login.
 */
class ConfirmationPageTests extends AbstractPageTests {

	private CliLogin startBrowserLogin(String id) {
		CliLoginRequest request = CliLoginRequest.of(CliLoginFlow.BROWSER);
		return ((StartResult.Started) host().service().start(request, new Challenge(id))).login();
	}

	@Test
	void aUserSignsInComparesTheCodeAndConfirms() {
		CliLogin login = start();
		View signIn = browser().get(link(login)).follow();
		assertThat(signIn.html()).contains("Please sign in");
		View review = signIn.signIn("ann");
		assertThat(review.html()).contains(login.displayedUserCode(), "acme 1.4", "ann-laptop", "203.0.113.7",
				"<bdi>ann</bdi>", "Acme &amp; Co", "everything your account can do", "0 seconds ago",
				"10 minutes left");
		View done = review.submit("/confirm");
		assertThat(done.heading()).isEqualTo("Confirmed");
		assertThat(done.status()).isEqualTo(200);
		assertThat(status(login)).isEqualTo(CliLoginStatus.CONFIRMED);
	}

	@Test
	void everySpellingOfATypedCodeLeadsToTheReview() {
		CliLogin login = start(CliLoginFlow.CODE);
		View form = browser().as("ann").get(PAGE);
		View review = form.submit(PAGE, Map.of("user_code", "  " + login.userCode().toLowerCase(Locale.ROOT)));
		assertThat(review.html()).contains(login.displayedUserCode());
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(status(login)).isEqualTo(CliLoginStatus.CONFIRMED);
	}

	@Test
	void aLoginWithATypedCodeIgnoresACodeInTheLink() {
		CliLogin login = start(CliLoginFlow.CODE);
		View form = browser().as("ann").get(link(login));
		assertThat(form.heading()).isEqualTo("Log in from the command line");
		assertThat(form.status()).isEqualTo(200);
		assertThat(form.html()).doesNotContain(login.id(), "ann-laptop", login.displayedUserCode(), login.userCode());
	}

	@Test
	void aBrowserLoginIsFoundByItsStateAndNeverByItsUserCode() {
		CliLogin login = startBrowserLogin("ab".repeat(32));
		TestBrowser ann = browser().as("ann");
		assertThat(ann.get(link(login)).status()).isEqualTo(404);
		assertThat(ann.get(PAGE).submit(PAGE, Map.of("user_code", login.userCode())).status()).isEqualTo(404);
		View review = ann.get("/clilogin/browser?state=" + login.id());
		assertThat(review.html()).contains(login.displayedUserCode(), "not provided",
				"unknown address (this browser: ");
		assertThat(review.submit("/reject").heading()).isEqualTo("Rejected");
		assertThat(status(login)).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void anOpenPageDoesNotConfirmALoginThatWasStartedAgainWithTheSameId() {
		String id = "ef".repeat(32);
		startBrowserLogin(id);
		View review = browser().as("ann").get("/clilogin/browser?state=" + id);
		host().service().delete(id);
		CliLogin again = startBrowserLogin(id);
		View shownAgain = review.submit("/confirm");
		assertThat(status(again)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(shownAgain.html()).contains(again.displayedUserCode());
		assertThat(shownAgain.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void aStateDoesNotFindALoginOfAnotherFlow() {
		CliLogin login = start();
		TestBrowser ann = browser().as("ann");
		for (String state : List.of(login.id(), "0".repeat(64), "x", login.id().toUpperCase(Locale.ROOT))) {
			View view = ann.get("/clilogin/browser?state=" + state);
			assertThat(view.status()).isEqualTo(404);
			assertThat(view.heading()).isEqualTo("Login not found");
		}
		for (String path : List.of("/clilogin/browser", "/clilogin/browser?state=")) {
			assertThat(ann.get(path).status()).isEqualTo(404);
			assertThat(ann.get(path).heading()).isEqualTo("Start again from your terminal");
		}
	}

	@Test
	void aSecondClickSeesTheSamePage() {
		CliLogin login = start();
		View review = review(login);
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(review.browser().get(link(login)).heading()).isEqualTo("Confirmed");
		View rejected = review.submit("/reject", Map.of("reason", "a <b>typo</b>"));
		assertThat(rejected.heading()).isEqualTo("Rejected");
		assertThat(rejected.html()).contains("a &lt;b&gt;typo&lt;/b&gt;");
		assertThat(review.submit("/reject").heading()).isEqualTo("Rejected");
		assertThat(review.submit("/confirm").heading()).isEqualTo("Rejected");
	}

	@Test
	void aLoginThatAnotherUserDecidedLooksUnknown() {
		CliLogin login = start();
		View review = review(login);
		host().service().confirm(login.id(), TestUsers.user("ben"));
		View unknown = review.browser().get(PAGE + "?user_code=BCDF-BCDF");
		View foreign = review.browser().get(link(login));
		assertThat(withoutCsrf(foreign)).isEqualTo(withoutCsrf(unknown));
		assertThat(foreign.html()).contains("That code isn&#39;t right", "<title>Error: ");
		assertThat(foreign.status()).isEqualTo(404);
	}

	@Test
	void theSecondUserSeesThatTheLoginIsDecided() {
		CliLogin login = start();
		View review = review(login);
		host().service().confirm(login.id(), TestUsers.user("ben"));
		for (View lost : List.of(review.submit("/confirm"), review.submit("/reject"))) {
			assertThat(lost.heading()).isEqualTo("Already decided");
			assertThat(lost.status()).isEqualTo(409);
			assertThat(lost.html()).doesNotContain("ann-laptop", "ben", "<form", login.displayedUserCode());
		}
		assertThat(host().events()).filteredOn(CliLoginEvent.Contested.class::isInstance)
			.map(CliLoginEvent.Contested.class::cast)
			.filteredOn((contested) -> contested.login().id().equals(login.id()))
			.hasSize(2);
		assertThat(status(login)).isEqualTo(CliLoginStatus.CONFIRMED);
	}

	private static String withoutCsrf(View view) {
		Document page = Jsoup.parse(view.html());
		page.select("[name=_csrf]").attr("value", "");
		return page.html();
	}

	@Test
	void thePageOfAnExpiredLoginSaysThatItExpired() {
		CliLogin login = start();
		View review = review(login);
		host().clock().advance(Duration.ofMinutes(10));
		gone(review.submit("/confirm"), "Code expired", "has expired");
		gone(review.submit("/reject"), "Code expired", "has expired");
		gone(review.browser().get(link(login)), "Code expired", "has expired");
	}

	@Test
	void thePageOfACancelledLoginSaysThatItWasCancelled() {
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop");
		View review = review(started.login());
		host().service().cancel(TestLogins.code(started), "acme");
		gone(review.submit("/confirm"), "Cancelled", "cancelled in the terminal");
		gone(review.browser().get(link(started.login())), "Cancelled", "cancelled in the terminal");
	}

	@Test
	void thePageOfAConfirmedLoginSaysIfItWasNotCollected() {
		CliLogin login = start();
		View review = review(login);
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		host().clock().advance(Duration.ofMinutes(2));
		gone(review.browser().get(link(login)), "Login expired", "did not collect it");
	}

	private static void gone(View view, String heading, String text) {
		assertThat(view.heading()).isEqualTo(heading);
		assertThat(view.status()).isEqualTo(410);
		assertThat(view.html()).contains(text).doesNotContain("<form");
	}

	@Test
	void aRefusalOfTheMapperIsShownAndRejects() {
		host().bean(TestMapper.class).use((user, login) -> CliCredential.refuse("Not on <Sundays>"));
		CliLogin login = start();
		View refused = review(login).submit("/confirm");
		assertThat(refused.heading()).isEqualTo("Not allowed");
		assertThat(refused.html()).contains("Not on &lt;Sundays&gt;");
		assertThat(status(login)).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void aFailingMapperLeavesTheLoginPendingAndThePageSaysSo() {
		host().bean(TestMapper.class).use((user, login) -> {
			throw new IllegalStateException("The mapper fails");
		});
		CliLogin login = start();
		View failed = review(login).submit("/confirm");
		assertThat(failed.status()).isEqualTo(503);
		assertThat(failed.html()).contains("still waiting for your decision", "href=\"" + link(login) + "\"");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void thePageSaysThatTheResultIsUncertainIfTheStoreFails() {
		CliLogin login = start();
		View review = review(login);
		host().store().fail(true);
		for (View view : List.of(review.submit("/confirm"), review.submit("/reject"),
				review.browser().get(link(login)))) {
			assertThat(view.status()).isEqualTo(503);
			assertThat(view.heading()).isEqualTo("Result unknown");
			assertThat(view.header("Retry-After")).isEqualTo("5");
			assertThat(view.html()).contains("href=\"" + link(login) + "\"", "<bdi>ann</bdi>");
		}
		host().store().fail(false);
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void theUserDisconnectsTheCliOnTheDonePage() {
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop");
		View done = review(started.login()).submit("/confirm");
		host().service().collect(TestLogins.code(started), "acme");
		assertThat(done.submit("/disconnect").heading()).isEqualTo("Disconnected");
		assertThat(done.submit("/disconnect").heading()).isEqualTo("Disconnected");
		assertThat(status(started.login())).isEqualTo(CliLoginStatus.REVOKED);
		assertThat(done.browser().get(link(started.login())).heading()).isEqualTo("Disconnected");
	}

	@Test
	void aRejectionAfterTheCollectionDisconnectsTheCli() {
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop");
		View review = review(started.login());
		review.submit("/confirm");
		host().service().collect(TestLogins.code(started), "acme");
		assertThat(review.submit("/reject").heading()).isEqualTo("Disconnected");
		assertThat(review.submit("/reject").heading()).isEqualTo("Disconnected");
		assertThat(status(started.login())).isEqualTo(CliLoginStatus.REVOKED);
	}

	@Test
	void aRejectionAfterTheCollectionCannotEndACredentialOfTheApplication() {
		host().bean(TestMapper.class).use((user, login) -> CliCredential.of("any credentials"));
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop");
		View review = review(started.login());
		review.submit("/confirm");
		host().service().collect(TestLogins.code(started), "acme");
		assertThat(review.submit("/reject").html()).contains("Only Acme &amp; Co can revoke it");
		assertThat(status(started.login())).isEqualTo(CliLoginStatus.COLLECTED);
	}

	@Test
	void aCredentialOfTheApplicationCanBeDisconnectedUntilItIsCollectedAndNotAfterwards() {
		host().bean(TestMapper.class).use((user, login) -> CliCredential.of("any credentials"));
		CliLogin undone = start();
		assertThat(review(undone).submit("/confirm").submit("/disconnect").heading()).isEqualTo("Disconnected");
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop");
		View done = review(started.login()).submit("/confirm");
		assertThat(host().service().collect(TestLogins.code(started), "acme"))
			.isInstanceOf(CollectResult.Collected.class);
		for (View view : List.of(done.browser().get(link(started.login())), done.submit("/disconnect"),
				done.browser().get(link(started.login())))) {
			assertThat(view.status()).isEqualTo(200);
			assertThat(view.heading()).isEqualTo("Confirmed");
			assertThat(view.html()).contains("Only Acme &amp; Co can revoke it").doesNotContain("/disconnect");
		}
	}

	@Test
	void aBrowserLoginWithoutASealSeedIsRefusedWithTheReason() {
		host().bean(TestMapper.class).use((user, login) -> CliCredential.of("any credentials"));
		CliLogin login = startBrowserLogin("cd".repeat(32));
		View refused = browser().as("ann").get("/clilogin/browser?state=" + login.id()).submit("/confirm");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.html()).contains("sent no seal_seed");
		assertThat(status(login)).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void wrongAndMissingCodesShowTheFormAgain() {
		View form = browser().as("ann").get(PAGE);
		for (String typed : List.of("", "BCDF-GHJ", "<b>", "x".repeat(9000), "BCDF-GHJK'; --")) {
			View wrong = form.submit(PAGE, Map.of("user_code", typed));
			assertThat(wrong.status()).isEqualTo(404);
			assertThat(wrong.html()).contains("aria-invalid=\"true\"").doesNotContain("<b>");
		}
		assertThat(form.browser().get(PAGE + "?user_code=").status()).isEqualTo(200);
	}

	@Test
	void aNameThatMixesAlphabetsIsCalledDoubtful() {
		CliLogin login = start(CliLoginFlow.CONFIRM, "\u0430nn-laptop").login();
		View review = review(login);
		assertThat(review.html())
			.contains("laptop</bdi> <strong>(doubtful: mixes letters of different alphabets)</strong>");
		View json = review.browser().get("/clilogin/logins?user_code=" + login.displayedUserCode());
		assertThat(json.json().path("deviceNameMixesAlphabets").asBoolean()).isTrue();
		assertThat(json.json().has("clientMixesAlphabets")).isFalse();
		assertThat(review(start()).html()).doesNotContain("doubtful");
	}

	@Test
	void hiddenCharactersAndStacksOfMarksAreNotShown() {
		String name = "a\u200B\u3164\u115F\u2800\u034F\uFE0F\uDB40\uDC41nn" + "\u0316".repeat(60);
		assertThat(review(start(CliLoginFlow.CONFIRM, name).login()).html())
			.contains("<dd><bdi>ann\u0316\u0316</bdi></dd>");
	}

	@Test
	void hostileNamesAreHarmless() {
		String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{0}\u202Eevil\u0007\uD800 "
				+ "x".repeat(10_000);
		String html = review(start(CliLoginFlow.CONFIRM, hostile, "read").login()).html();
		assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "read your &lt;things&gt;");
		assertThat(html).doesNotContain("<script", "<img", "\u202E", "\u0007", "everything your account can do");
		assertThat(html.length()).isLessThan(15 * 1024);
	}

	@Test
	void aRejectionTellsTheCliItsReason() {
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop", "read");
		review(started.login()).submit("/reject", Map.of("reason", " not mine " + "y".repeat(300)));
		String message = host().service()
			.get(started.login().id())
			.map((login) -> String.valueOf(login.decision()))
			.orElseThrow();
		assertThat(message).contains("not mine yyy").doesNotContain("y".repeat(200));
		assertThat(status(started.login())).isEqualTo(CliLoginStatus.REJECTED);
	}

}
