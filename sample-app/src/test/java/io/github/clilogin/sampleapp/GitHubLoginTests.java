package io.github.clilogin.sampleapp;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.TestSocketUtils;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests complete logins of users who sign in with GitHub.
 */
class GitHubLoginTests {

	private static final int PORT = TestSocketUtils.findAvailableTcpPort();

	private static final String APP_URL = "http://localhost:" + PORT;

	@AutoClose
	private static final GitHub gitHub = new GitHub("Iv1.acme", "very secret", APP_URL + "/login/oauth2/code/github");

	@AutoClose
	private static final HostApplication application = start();

	private final TestCli cli = application.cli();

	private final TestBrowser browser = application.browser(TestBrowser.HTML);

	private static HostApplication start() {
		HostApplication.Builder builder = HostApplication.with(SampleApp.class)
			.properties("spring.profiles.active=github,memory", "server.port=" + PORT, "APP_URL=" + APP_URL,
					"GITHUB_CLIENT_ID=Iv1.acme", "GITHUB_CLIENT_SECRET=very secret");
		gitHub.properties().forEach(builder::property);
		return builder.start();
	}

	/** Opens a link, which leads to GitHub. */
	private View open(String link) {
		View signIn = this.browser.get(link).follow();
		assertThat(gitHub.asksToSignIn(signIn)).isTrue();
		return signIn;
	}

	@Test
	void aSignedOutBrowserComesBackFromGitHubWithTheCode() {
		assertThat(this.cli.link()).startsWith(APP_URL + "/clilogin?");
		View review = open(this.cli.link()).signIn("octocat");
		assertThat(review.html()).contains("octocat", this.cli.userCode());
		review.press("Confirm");

		assertIsOctocat(this.cli.poll());
	}

	@Test
	void aBrowserLoginLeadsThroughGitHubAndBackWithItsState() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		String challenge = HexFormat.of().formatHex(sha256(random));
		TestCli browserLogin = application.cli(Map.of("code_challenge", challenge));

		View review = open(browserLogin.link()).signIn("octocat");
		assertThat(review.url().toString()).startsWith(APP_URL + "/clilogin/browser?state=" + challenge);
		assertThat(review.press("Confirm").html()).contains("Confirmed");

		assertIsOctocat(application.wire()
			.form("/clilogin/token",
					"grant_type=device_code&client_id=acme&device_code=" + HexFormat.of().formatHex(random)));
	}

	@Test
	void gitHubReceivesTheClientAndItsOwnState() {
		String challenge = HexFormat.of().formatHex(sha256(new byte[32]));
		open(application.cli(Map.of("code_challenge", challenge)).link());
		assertThat(gitHub.request(this.browser)).containsEntry("client_id", "Iv1.acme")
			.containsEntry("scope", "read:user")
			.containsKey("state")
			.allSatisfy((name, value) -> assertThat(value).doesNotContain(challenge));
	}

	@Test
	void theLinkAndTheCallbackUseTheAppUrlForEveryCalledAddress() {
		TestBrowser called = new TestBrowser(URI.create("http://127.0.0.1:" + PORT));
		View started = called.post("/clilogin/device", Map.of("client_id", "acme"));
		assertThat(started.json().get("verification_uri").asString()).isEqualTo(APP_URL + "/clilogin");
		called.get("/oauth2/authorization/github").follow();
		assertThat(gitHub.request(called)).containsEntry("redirect_uri", APP_URL + "/login/oauth2/code/github");
	}

	@Test
	void aStateThatGitHubWasNotGivenSignsNoUserIn() {
		open(this.cli.link());
		View refused = this.browser.get("/login/oauth2/code/github?code=any&state=any").follow();
		assertThat(refused.url().toString()).isEqualTo(APP_URL + "/login?error");
		open("/");
	}

	@Test
	void aUserWhoRefusesAtGitHubSeesAnErrorAndMayRetry() {
		open(this.cli.link());
		String state = gitHub.request(this.browser).getOrDefault("state", "");
		View refused = this.browser
			.get("/login/oauth2/code/github?" + TestBrowser.encode(Map.of("error", "access_denied", "state", state)))
			.follow();
		assertThat(refused.html()).contains("Invalid credentials", "href=\"/oauth2/authorization/github\"");
		View again = open("/oauth2/authorization/github");
		assertThat(again.signIn("mojombo").html()).contains(this.cli.userCode());
	}

	@Test
	void switchingTheAccountReachesGitHubThroughTheSignInPage() {
		View review = open(this.cli.link()).signIn("octocat");

		gitHub.signOut(this.browser);
		View signedOut = this.browser.get(review.submit("/switch-account").header("Location"));
		assertThat(signedOut.status()).isEqualTo(200);
		assertThat(signedOut.url().toString()).startsWith(APP_URL + "/clilogin?");
		View other = signedOut.follow().signIn("mojombo");
		assertThat(other.html()).contains("mojombo", this.cli.userCode()).doesNotContain("octocat");
	}

	private static void assertIsOctocat(RawResponse answer) {
		assertThat(answer.text("account")).isEqualTo("octocat");
		String token = answer.text("access_token");
		assertThat(application.wire().get("/api/me", TestCli.bearer(token)).body()).isEqualTo("{\"name\":\"583231\"}");
		assertThat(application.service().authenticate(token).orElseThrow().getOwnerId()).isEqualTo("github:583231");
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
