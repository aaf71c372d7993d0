package io.github.clilogin.web.user;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.web.page.AbstractPageTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that users who are not signed in, or whose session has ended, sign in to the host
 * and return.
 */
class SignInFilterTests extends AbstractPageTests {

	@Test
	void aTypedCodeSurvivesAnEndedSession() {
		CliLogin login = start();
		View form = browser().as("ann").get(PAGE);
		form.browser().forget("JSESSIONID", "remember-me");
		View away = form.submit(PAGE, Map.of("user_code", login.userCode()));
		assertThat(away.status()).isEqualTo(303);
		assertThat(away.header("Location")).startsWith("/clilogin?user_code=" + login.userCode());
		View review = away.follow().signIn("ann");
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void aDecisionAfterTheSessionEndedDecidesNothingAndReturnsToTheReview() {
		CliLogin login = start();
		View review = review(login);
		review.browser().forget("JSESSIONID", "remember-me");
		View away = review.submit("/confirm");
		assertThat(away.status()).isEqualTo(303);
		assertThat(away.header("Location")).startsWith(link(login));
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(away.follow().signIn("ann").submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void aRememberedUserIsAskedToDecideAgain() {
		CliLogin login = start();
		View review = review(login);
		review.browser().forget("JSESSIONID");
		View stale = review.submit("/confirm");
		assertThat(stale.html()).contains("Nothing was decided", "href=\"" + link(login) + "\"");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(review(login).submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	/** Browsers hold form-action against every redirect that follows a form. */
	@Test
	void theRedirectToTheSignInPassesAPageThatRefreshesItself() {
		CliLogin login = start();
		View review = review(login);
		review.browser().forget("JSESSIONID", "remember-me");
		View between = review.browser().get(review.submit("/confirm").header("Location"));
		assertThat(between.status()).isEqualTo(200);
		assertThat(between.html()).contains("content=\"0; url=" + link(login) + "\"");
		assertThat(between.header("Cache-Control")).isEqualTo("no-store");
		assertThat(between.follow().html()).contains("Please sign in");
		assertThat(between.browser().as("ann").get(link(login) + "&signed_out=true").heading())
			.isEqualTo("Log in to Acme &amp; Co from the command line?");
	}

	@Test
	void onlyThePageRefreshesItself() {
		for (String path : new String[] { "/logins?user_code=x&signed_out=1", "/tokens?signed_out=1",
				"/confirm?signed_out=1" }) {
			View view = browser().get(PAGE + path);
			assertThat(view.status()).as(path).isEqualTo(302);
			assertThat(view.header("Location")).as(path).endsWith("/login");
		}
	}

	@Test
	void theRedirectTargetIsNeverTakenFromTheRequest() {
		String hostile = "\"><script>alert(1)</script>&state=//evil.example";
		View away = browser().post(PAGE + "/confirm", Map.of("user_code", hostile, "state", "//evil.example"));
		assertThat(away.header("Location")).startsWith("/clilogin?user_code=%22%3E%3Cscript%3E");
		assertThat(away.browser().get(away.header("Location")).html()).doesNotContain("<script");
		View plain = browser().post(PAGE, Map.of("state", "//evil.example"));
		assertThat(plain.header("Location")).isEqualTo("/clilogin?signed_out=true");
	}

	@Test
	void aSignedOutUserWithAFormIsAskedToSignIn() {
		View away = browser().post(PAGE, Map.of("user_code", "BCDF-GHJK"));
		assertThat(away.status()).isEqualTo(303);
		assertThat(away.follow().asksForPassword()).isTrue();
	}

	@Test
	void switchingTheAccountSignsOutAndReturnsWithTheCode() {
		CliLogin login = start();
		View away = review(login).submit("/switch-account");
		assertThat(away.status()).isEqualTo(303);
		assertThat(away.header("Location")).startsWith(link(login));
		View signIn = away.follow();
		assertThat(signIn.html()).contains("Please sign in");
		assertThat(signIn.signIn("ben").html()).contains("<bdi>ben</bdi>", login.displayedUserCode());
	}

	@Test
	void aLoginWithATypedCodeReturnsToTheEmptyForm() {
		CliLogin login = start(CliLoginFlow.CODE);
		View review = browser().as("ann").get(PAGE).submit(PAGE, Map.of("user_code", login.userCode()));
		assertThat(review.submit("/switch-account").header("Location")).isEqualTo("/clilogin?signed_out=true");
	}

	@Test
	void everyUserEndpointNeedsASignIn() {
		for (String path : new String[] { PAGE, PAGE + "/confirm", PAGE + "/browser?state=x",
				PAGE + "/logins?user_code=x", PAGE + "/logins/x", PAGE + "/tokens", PAGE + "/tokens/revoke" }) {
			View view = browser().get(path);
			assertThat(view.status()).as(path).isEqualTo(302);
			assertThat(view.header("Location")).as(path).endsWith("/login");
		}
	}

}
