package io.github.clilogin.sampleapp;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.clilogin.sampleapp.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole logins on the embedded store.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleAppTests {

	private final Terminal terminal = new Terminal();

	private final Browser browser = new Browser();

	@LocalServerPort
	private int port;

	@Test
	void confirmedLoginOpensTheApi() {
		JsonNode login = this.terminal.start(server());

		Page review = this.browser.open(login.get("verification_uri_complete").asString(), "ann");
		assertThat(review.html()).contains("acme", "ann", login.get("user_code").asString());
		// Polled once only, for a second time might come too early on a slow machine
		assertThat(error(login)).isEqualTo("authorization_pending");
		this.browser.press(review, "Confirm", Map.of());

		JsonNode answer = this.terminal.poll(server(), login);
		assertThat(answer.path("account").asString("")).isEqualTo("ann");
		HttpResponse<String> me = this.terminal.whoami(server(), answer.get("access_token").asString());
		assertThat(me.statusCode()).isEqualTo(200);
		assertThat(me.body()).isEqualTo("{\"name\":\"ann\"}");
	}

	@Test
	void codeIsTypedInWithoutALink() {
		JsonNode login = this.terminal.start(server());
		Page start = this.browser.open(login.get("verification_uri").asString(), "ben");
		Page review = this.browser.press(start, "Continue",
				Map.of("user_code", login.get("user_code").asString().toLowerCase(Locale.ROOT)));
		this.browser.press(review, "Confirm", Map.of());
		assertThat(this.terminal.poll(server(), login).path("account").asString("")).isEqualTo("ben");
	}

	@Test
	void rejectedLoginOpensNothing() {
		JsonNode login = this.terminal.start(server());
		Page review = this.browser.open(login.get("verification_uri_complete").asString(), "ann");
		this.browser.press(review, "Reject", Map.of());
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void loggedOutTokenOpensNothing() {
		JsonNode login = this.terminal.start(server());
		Page review = this.browser.open(login.get("verification_uri_complete").asString(), "ann");
		this.browser.press(review, "Confirm", Map.of());
		String token = this.terminal.poll(server(), login).get("access_token").asString();
		this.terminal.logout(server(), token);
		assertThat(this.terminal.whoami(server(), token).statusCode()).isEqualTo(401);
	}

	@Test
	void apiIsOpenToABrowserThatIsSignedInAndToNobodyElse() {
		assertThat(this.browser.open(server() + "/api/me").status()).isEqualTo(401);
		assertThat(this.browser.open(server() + "/", "ann").html()).contains("Signed in as <strong>ann</strong>");
		assertThat(this.browser.open(server() + "/api/me").html()).isEqualTo("{\"name\":\"ann\"}");
	}

	@Test
	void withoutTheProfileGitHubPeopleSignInByTheFormOnly() {
		Page signIn = this.browser.open(server() + "/oauth2/authorization/github");
		assertThat(signIn.url().toString()).isEqualTo(server() + "/login");
		assertThat(signIn.html()).contains("name=\"password\"").doesNotContainIgnoringCase("oauth");
	}

	private String error(JsonNode login) {
		return this.terminal.poll(server(), login).path("error").asString("");
	}

	private String server() {
		return "http://localhost:" + this.port;
	}

}
