package com.example.jpa;

import java.util.Map;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the way from the sign-in to the confirmation page.
 */
class SignInTests {

	@AutoClose
	private static RunningHost host;

	private final Browser browser = new Browser();

	@BeforeAll
	static void start() {
		host = RunningHost.start(JpaApplication.class, RunningHost.LOGIN.toArray(String[]::new));
	}

	@Test
	void aRequestOfTheBrowserDuringTheSignInDoesNotChangeTheWayBack() {
		Answer login = new Terminal(host.url()).start();
		Answer signIn = this.browser.open(login.field("verification_uri_complete"));
		this.browser.open(host.url() + "/site.webmanifest");
		Answer review = this.browser.signIn(signIn, "ann");
		assertThat(review.url().getPath()).isEqualTo("/clilogin");
		assertThat(review.text()).contains(login.field("user_code"));
	}

	@Test
	void aFormThatTheCsrfCheckRefusesEndsOnThePage() {
		Terminal terminal = new Terminal(host.url());
		Answer login = terminal.start();
		Answer review = this.browser.signIn(this.browser.open(login.field("verification_uri_complete")), "ann");
		this.browser.press(this.browser.open(host.url() + "/logout"), "Log Out", Map.of());
		this.browser.signIn(this.browser.open(host.url() + "/login"), "ann");

		Answer refused = this.browser.press(review, "Confirm", Map.of());
		assertThat(refused.text()).doesNotContain("Whitelabel");
		assertThat(refused.url().getPath()).startsWith("/clilogin");
		assertThat(terminal.poll(login).field("error")).isEqualTo("authorization_pending");
	}

}
