package io.github.clilogin.sampleapp;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole logins on the embedded database, which is in memory here.
 */
class SampleAppTests {

	@AutoClose
	private static final HostApplication application = HostApplication.start(SampleApp.class,
			"spring.datasource.url=jdbc:h2:mem:sample", "test.jdbc=true");

	private final TestCli cli = application.cli();

	private final TestBrowser browser = application.browser(TestBrowser.HTML);

	@Test
	void confirmedLoginGrantsAccessToTheApi() {
		View review = this.browser.open(this.cli.link(), "ann");
		assertThat(review.html()).contains("acme", "ann", this.cli.userCode());
		// Polled once only, for a second time might come too early on a slow machine
		assertThat(this.cli.poll().text("error")).isEqualTo("authorization_pending");
		review.press("Confirm");

		RawResponse answer = this.cli.poll();
		assertThat(answer.text("account")).isEqualTo("ann");
		RawResponse me = this.cli.call("/api/me", answer.text("access_token"));
		assertThat(me.status()).isEqualTo(200);
		assertThat(me.body()).isEqualTo("{\"name\":\"ann\"}");
	}

	@Test
	void codeIsTypedInWithoutALink() {
		View start = this.browser.open(this.cli.started().text("verification_uri"), "ben");
		View review = start.submit("/clilogin", Map.of("user_code", this.cli.userCode().toLowerCase(Locale.ROOT)));
		review.press("Confirm");
		assertThat(this.cli.poll().text("account")).isEqualTo("ben");
	}

	@Test
	void rejectedLoginGrantsNoAccess() {
		this.browser.open(this.cli.link(), "ann").press("Reject");
		assertThat(this.cli.poll().text("error")).isEqualTo("access_denied");
	}

	@Test
	void loggedOutTokenIsRefused() {
		this.browser.open(this.cli.link(), "ann").press("Confirm");
		String token = this.cli.token();
		this.cli.revoke(token);
		assertThat(this.cli.call("/api/me", token).status()).isEqualTo(401);
	}

	@Test
	void apiIsServedOnlyToASignedInBrowser() {
		assertThat(this.browser.get("/api/me").status()).isEqualTo(401);
		assertThat(this.browser.open("/", "ann").html()).contains("Signed in as <strong>ann</strong>");
		assertThat(this.browser.get("/api/me").html()).isEqualTo("{\"name\":\"ann\"}");
	}

	@Test
	void withoutTheProfileGitHubUsersSignInByTheFormOnly() {
		View signIn = this.browser.get("/oauth2/authorization/github").follow();
		assertThat(signIn.url().toString()).isEqualTo(application.url() + "/login");
		assertThat(signIn.html()).contains("name=\"password\"").doesNotContainIgnoringCase("oauth");
	}

}
