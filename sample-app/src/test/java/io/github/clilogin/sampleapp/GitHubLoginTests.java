package io.github.clilogin.sampleapp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.sampleapp.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole logins of people who sign in with GitHub.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("github")
class GitHubLoginTests {

	private static final int PORT = TestSocketUtils.findAvailableTcpPort();

	private static final String APP_URL = "http://localhost:" + PORT;

	private static final GitHub gitHub = new GitHub("Iv1.acme", "very secret", APP_URL + "/login/oauth2/code/github");

	private final Terminal terminal = new Terminal();

	private final Browser browser = new Browser();

	@Autowired
	private CliLoginService service;

	@DynamicPropertySource
	static void variables(DynamicPropertyRegistry registry) {
		gitHub.properties().forEach((key, value) -> registry.add(key, () -> value));
		registry.add("server.port", () -> PORT);
		registry.add("APP_URL", () -> APP_URL);
		registry.add("GITHUB_CLIENT_ID", () -> "Iv1.acme");
		registry.add("GITHUB_CLIENT_SECRET", () -> "very secret");
	}

	@AfterAll
	static void close() {
		gitHub.close();
	}

	@Test
	void aSignedOutBrowserComesBackFromGitHubWithTheCode() {
		JsonNode login = this.terminal.start(APP_URL);
		assertThat(login.get("verification_uri_complete").asString()).startsWith(APP_URL + "/clilogin?");

		Page signIn = this.browser.open(login.get("verification_uri_complete").asString());
		assertThat(gitHub.asksToSignIn(signIn)).isTrue();
		Page review = this.browser.signIn(signIn, "octocat");
		assertThat(review.html()).contains("octocat", login.get("user_code").asString());
		this.browser.press(review, "Confirm", Map.of());

		assertIsOctocat(this.terminal.poll(APP_URL, login));
	}

	@Test
	void aBrowserLoginLeadsThroughGitHubAndBackWithItsState() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		String challenge = HexFormat.of().formatHex(sha256(random));
		JsonNode login = this.terminal.start(APP_URL, challenge);

		Page signIn = this.browser.open(login.get("verification_uri").asString());
		assertThat(gitHub.asksToSignIn(signIn)).isTrue();
		Page review = this.browser.signIn(signIn, "octocat");
		assertThat(review.url().toString()).startsWith(APP_URL + "/clilogin/browser?state=" + challenge);
		Page done = this.browser.press(review, "Confirm", Map.of());
		assertThat(done.html()).contains("Confirmed");

		assertIsOctocat(this.terminal.poll(APP_URL, HexFormat.of().formatHex(random)));
	}

	@Test
	void gitHubIsToldTheClientAndAStateOfItsOwn() {
		String challenge = HexFormat.of().formatHex(sha256(new byte[32]));
		JsonNode login = this.terminal.start(APP_URL, challenge);
		Page signIn = this.browser.open(login.get("verification_uri").asString());
		assertThat(gitHub.request(signIn)).containsEntry("client_id", "Iv1.acme")
			.containsEntry("scope", "read:user")
			.containsKey("state")
			.allSatisfy((name, value) -> assertThat(value).doesNotContain(challenge));
	}

	@Test
	void theLinkAndTheCallbackAreAtTheAppUrlWhateverAddressWasCalled() {
		String called = "http://127.0.0.1:" + PORT;
		assertThat(this.terminal.start(called).get("verification_uri").asString()).isEqualTo(APP_URL + "/clilogin");
		Page signIn = this.browser.open(called + "/oauth2/authorization/github");
		assertThat(gitHub.request(signIn)).containsEntry("redirect_uri", APP_URL + "/login/oauth2/code/github");
	}

	@Test
	void aStateThatGitHubWasNotGivenSignsNobodyIn() {
		JsonNode login = this.terminal.start(APP_URL);
		this.browser.open(login.get("verification_uri_complete").asString());
		Page refused = this.browser.open(APP_URL + "/login/oauth2/code/github?code=any&state=any");
		assertThat(refused.url().toString()).isEqualTo(APP_URL + "/login?error");
		assertThat(gitHub.asksToSignIn(this.browser.open(APP_URL + "/"))).isTrue();
	}

	@Test
	void whoRefusesAtGitHubSeesThatItFailedAndMayTryAgain() {
		JsonNode login = this.terminal.start(APP_URL);
		Page signIn = this.browser.open(login.get("verification_uri_complete").asString());
		Page refused = this.browser.open(APP_URL + "/login/oauth2/code/github?"
				+ Browser.encode(Map.of("error", "access_denied", "state", gitHub.request(signIn).get("state"))));
		assertThat(refused.html()).contains("Invalid credentials", "href=\"/oauth2/authorization/github\"");
		Page again = this.browser.open(APP_URL + "/oauth2/authorization/github");
		assertThat(this.browser.signIn(again, "mojombo").html()).contains(login.get("user_code").asString());
	}

	@Test
	void switchingTheAccountReachesGitHubThroughAPageOfOurs() {
		JsonNode login = this.terminal.start(APP_URL);
		Page signIn = this.browser.open(login.get("verification_uri_complete").asString());
		Page review = this.browser.signIn(signIn, "octocat");

		gitHub.signOut(this.browser);
		Page signedOut = this.browser.press(review, "Not you? Switch account", Map.of());
		assertThat(signedOut.url().toString()).startsWith(APP_URL + "/clilogin?");
		Page other = this.browser.signIn(this.browser.refresh(signedOut), "mojombo");
		assertThat(other.html()).contains("mojombo", login.get("user_code").asString()).doesNotContain("octocat");
	}

	private void assertIsOctocat(JsonNode answer) {
		assertThat(answer.path("account").asString("")).isEqualTo("octocat");
		String token = answer.get("access_token").asString();
		assertThat(this.terminal.whoami(APP_URL, token).body()).isEqualTo("{\"name\":\"github:583231\"}");
		assertThat(this.service.authenticate(token).orElseThrow().getOwnerId()).isEqualTo("github:583231");
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
