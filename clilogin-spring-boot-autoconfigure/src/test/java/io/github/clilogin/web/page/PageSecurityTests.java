package io.github.clilogin.web.page;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.HtmlForm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a login is decided only by a button of the page that its user has opened.
 */
class PageSecurityTests extends AbstractPageTests {

	@Test
	void onlyPostRequestsDecide() {
		CliLogin login = start();
		View review = review(login);
		HtmlForm confirm = review.form("/confirm");
		String query = "?login_id=" + login.id() + "&decision_token=" + confirm.value("decision_token");
		View get = review.browser().get(PAGE + "/confirm" + query);
		assertThat(get.status()).isEqualTo(405);
		assertThat(get.header("Allow")).isEqualTo("POST");
		assertThat(review.browser().send("HEAD", PAGE + "/confirm" + query).status()).isEqualTo(405);
		assertThat(review.browser().send("PUT", PAGE + "/confirm" + query).status()).isEqualTo(405);
		assertThat(review.browser().send("HEAD", link(login)).status()).isEqualTo(200);
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void aFormIgnoresACodeInItsUrl() {
		CliLogin login = start(CliLoginFlow.CODE);
		View form = browser().as("ann").get(PAGE);
		for (String name : List.of("user_code", "user%5Fcode")) {
			View again = form.browser().post(PAGE + "?" + name + "=" + login.userCode(), form.form(PAGE).hidden());
			stale(again);
			assertThat(again.html()).doesNotContain(login.displayedUserCode(), "login_id");
		}
	}

	/**
	 * The host has another CSRF token for each session, which the decision token
	 * contains.
	 */
	@Test
	void aFormOfAnEarlierSessionDecidesNothingAndEndsAtThePage() {
		CliLogin login = start();
		View review = review(login);
		review.browser().forget("JSESSIONID", "remember-me").as("ann");
		stale(review.submit("/confirm"));
		stale(review.submit("/reject"));
		stale(review.submit("/switch-account"));
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(review(login).submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void aFormOfAnEarlierSessionRevokesNothing() {
		CliLogin login = start();
		View confirmed = review(login).submit("/confirm");
		confirmed.browser().forget("JSESSIONID", "remember-me").as("ann");
		stale(confirmed.submit("/disconnect"));
		assertThat(status(login)).isEqualTo(CliLoginStatus.CONFIRMED);
		confirmed.browser().get(link(login)).submit("/disconnect");
		assertThat(status(login)).isEqualTo(CliLoginStatus.REVOKED);
	}

	@Test
	void aCodeTypedInAFormOfAnEarlierSessionIsNotLookedUp() {
		CliLogin login = start(CliLoginFlow.CODE);
		View form = browser().as("ann").get(PAGE);
		form.browser().forget("JSESSIONID", "remember-me").as("ann");
		stale(form.submit(PAGE, Map.of("user_code", login.userCode())));
		View again = form.browser().get(PAGE);
		assertThat(again.submit(PAGE, Map.of("user_code", login.userCode())).html())
			.contains(login.displayedUserCode());
	}

	@Test
	void aFormForAnotherActionLoginOrBrowserDecidesNothing() {
		CliLogin login = start();
		CliLogin other = start();
		View review = review(login);
		stale(review.submit("/confirm", Map.of("decision_token", review.form("/reject").value("decision_token"))));
		stale(review.submit("/reject", Map.of("decision_token", review.form("/confirm").value("decision_token"))));
		stale(review.submit("/confirm", Map.of("decision_token", "")));
		stale(review.submit("/confirm", Map.of("login_id", other.id())));
		stale(review.submit("/confirm", Map.of("login_id", "x")));
		stale(review.submit("/switch-account", Map.of("login_id", other.id())));
		stale(review(login).submit("/confirm",
				Map.of("decision_token", review.form("/confirm").value("decision_token"))));
		review.browser().forget("clilogin");
		stale(review.submit("/confirm"));
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(status(other)).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void aFormMadeForAnotherUserDecidesNothing() {
		CliLogin login = start();
		View ann = review(login);
		View ben = ann.browser().forget("JSESSIONID", "remember-me").as("ben").get(link(login));
		assertThat(ben.html()).contains("<bdi>ben</bdi>");
		stale(ben.submit("/confirm", Map.of("decision_token", ann.form("/confirm").value("decision_token"))));
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(ben.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	private static void stale(View view) {
		assertThat(view.heading()).isEqualTo("Form no longer valid");
		assertThat(view.status()).isEqualTo(403);
		assertThat(view.html()).contains("Nothing was decided");
	}

	@Test
	void everyResponseIsPrivateAndNotCached() {
		View review = review(start());
		View form = review.browser().get(PAGE);
		List<View> views = List.of(review, form, review.browser().get(PAGE + "?user_code=x"),
				review.browser().get("/clilogin/browser?state=x"),
				review.browser().post("/clilogin/browser", form.form(PAGE).hidden()),
				review.submit("/confirm", Map.of("decision_token", "x")), review.submit("/confirm"));
		for (View view : views) {
			assertThat(view.header("Content-Security-Policy"))
				.matches("default-src 'none'; style-src 'sha256-[^']{44}'; img-src 'self' data:; form-action 'self'; "
						+ "frame-ancestors 'none'; base-uri 'none'");
			assertThat(view.response().headers().allValues("Cache-Control")).containsExactly("no-store");
			assertThat(view.header("Referrer-Policy")).isEqualTo("same-origin");
			assertThat(view.response().headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
			assertThat(view.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
			assertThat(view.html()).doesNotContain("<script", "style=").contains("<html lang=\"en\" dir=\"ltr\">");
		}
	}

	@Test
	void theCookieIsOutOfReachOfScriptsAndOtherSites() {
		CliLogin login = start();
		View review = review(login);
		assertThat(review.response().headers().allValues("Set-Cookie"))
			.anyMatch((cookie) -> cookie.matches("clilogin=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax"));
		assertThat(review.browser().get(link(login)).response().headers().allValues("Set-Cookie")).isEmpty();
	}

}
