package io.github.clilogin.tenants;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUser;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a login and its token belong to one tenant. Each tenant has a user
 * {@code ann}, and each test has user names of its own where it changes something.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractTenantTests {

	private static final String ALPHA = "alpha" + Tenants.DOMAIN;

	private static final String BETA = "beta" + Tenants.DOMAIN;

	private HostApplication host;

	abstract HostApplication.Builder with(HostApplication.Builder host);

	@BeforeAll
	void start() {
		this.host = with(HostApplication.with(TenantHost.class)
			.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
					"clilogin.endpoints.tokens=true", "clilogin.login.flows=confirm,code,browser",
					"clilogin.limits.starts-per-minute=1000", "clilogin.api.paths=/api/**"))
			.start();
	}

	@AfterAll
	void stop() {
		this.host.close();
	}

	private TestCli cliAt(String hostName) {
		return TestCli.start(this.host.wireTo(hostName), Map.of());
	}

	private TestBrowser browserAt(String hostName, String user) {
		return this.host.browserAt(hostName).as(user);
	}

	private TestCli confirmedCliAt(String hostName, String user) {
		TestCli cli = cliAt(hostName);
		assertThat(browserAt(hostName, user).get(cli.link()).submit("/confirm").heading()).isEqualTo("Confirmed");
		return cli;
	}

	private String tokenAt(String hostName, String user) {
		return confirmedCliAt(hostName, user).token();
	}

	private RawResponse call(String hostName, String path, String token) {
		return this.host.wireTo(hostName).get(path, TestCli.bearer(token));
	}

	@Test
	void tokenOpensTheApiOfItsTenantOnly() {
		String token = tokenAt(ALPHA, "ann");
		assertThat(call(ALPHA, "/api/me", token).body()).isEqualTo("ann ROLE_ALPHA");
		RawResponse elsewhere = call(BETA, "/api/me", token);
		assertThat(elsewhere.error()).isEqualTo("401 invalid_token");
		assertThat(elsewhere.header("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
		assertThat(call(BETA, "/clilogin/tokens", token).error()).isEqualTo("401 invalid_token");
		assertThat(call(ALPHA, "/api/me", token).body()).isEqualTo("ann ROLE_ALPHA");
	}

	@Test
	void loginIsUnknownOnThePageOfAnotherTenant() {
		TestCli cli = cliAt(ALPHA);
		TestBrowser other = browserAt(BETA, "ann");
		View page = other.get("/clilogin?user_code=" + cli.userCode());
		assertThat(page.status()).isEqualTo(404);
		assertThat(page.html()).doesNotContain(">Confirm</button>");
		assertThat(page.submit("/clilogin", Map.of("user_code", cli.userCode())).status()).isEqualTo(404);
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(browserAt(ALPHA, "ann").get(cli.link()).submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(other.get("/clilogin?user_code=" + cli.userCode()).status()).isEqualTo(404);
	}

	@Test
	void formOfATenantDecidesNothingAtAnother() {
		TestCli cli = cliAt(ALPHA);
		View review = browserAt(ALPHA, "ann").get(cli.link());
		TestBrowser other = browserAt(BETA, "ann");
		other.get("/clilogin");
		for (String action : List.of("/confirm", "/reject")) {
			Map<String, String> fields = review.form(action).fields();
			assertThat(other.post("/clilogin" + action, fields).status()).isEqualTo(403);
		}
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void loginOfTheFlowBrowserIsUnknownOnThePageOfAnotherTenant() {
		RawResponse started = this.host.wireTo(ALPHA)
			.form("/clilogin/device", Map.of("client_id", "acme", "code_challenge", "ab".repeat(31) + suffix()));
		String state = started.text("verification_uri").replaceFirst(".*\\?", "?");
		assertThat(browserAt(BETA, "ann").get("/clilogin/browser" + state).status()).isEqualTo(404);
		assertThat(browserAt(ALPHA, "ann").get("/clilogin/browser" + state).status()).isEqualTo(200);
	}

	/** Differs between stores that a database keeps. */
	private String suffix() {
		return String.format("%02x", getClass().getName().hashCode() & 0xff);
	}

	@Test
	void loginIsUnknownToTheFrontEndOfAnotherTenant() {
		TestCli cli = cliAt(ALPHA);
		TestBrowser other = browserAt(BETA, "ann");
		String csrf = "X-CSRF-TOKEN: " + other.csrf();
		String login = "/clilogin/logins/" + cli.id();
		assertThat(other.get("/clilogin/logins?user_code=" + cli.userCode()).error()).isEqualTo("404 invalid_request");
		assertThat(other.get(login).error()).isEqualTo("404 invalid_request");
		assertThat(other.json(login + "/confirm", "{}", csrf).error()).isEqualTo("404 invalid_request");
		assertThat(other.json(login + "/reject", "{}", csrf).error()).isEqualTo("404 invalid_request");
		TestBrowser own = browserAt(ALPHA, "ann");
		assertThat(own.json(login + "/confirm", "{}", "X-CSRF-TOKEN: " + own.csrf()).status()).isEqualTo(200);
		assertThat(own.json(login + "/reject", "{}", "X-CSRF-TOKEN: " + own.csrf()).status()).isEqualTo(200);
		assertThat(other.get(login).error()).isEqualTo("404 invalid_request");
	}

	@Test
	void codeOfAnotherTenantCountsAsAWrongOneAndTenantsHaveBudgetsOfTheirOwn() {
		TestBrowser other = browserAt(BETA, "bob");
		for (int i = 0; i < 5; i++) {
			assertThat(other.get("/clilogin?user_code=" + cliAt(ALPHA).userCode()).status()).isEqualTo(404);
		}
		TestCli cli = cliAt(ALPHA);
		assertThat(other.get("/clilogin?user_code=" + cli.userCode()).status()).isEqualTo(429);
		assertThat(browserAt(ALPHA, "bob").get(cli.link()).status()).isEqualTo(200);
	}

	@Test
	void pollsOfAnotherTenantAreUnknownInEveryState() {
		TestCli cli = cliAt(ALPHA);
		TestCli elsewhere = cli.at(this.host.wireTo(BETA));
		assertThat(elsewhere.poll().error()).isEqualTo("400 invalid_grant");
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(cli.poll().status()).isEqualTo(400);
		assertThat(elsewhere.poll().error()).as("remembered as pending").isEqualTo("400 invalid_grant");
		assertThat(elsewhere.poll("Prefer: wait=25").error()).isEqualTo("400 invalid_grant");
		assertThat(elsewhere.status().text("status")).isEqualTo("unknown");
		browserAt(ALPHA, "ann").get(cli.link()).submit("/confirm");
		assertThat(elsewhere.poll().error()).isEqualTo("400 invalid_grant");
		String token = cli.token();
		assertThat(elsewhere.poll().error()).as("delivered again").isEqualTo("400 invalid_grant");
		assertThat(elsewhere.status().text("status")).isEqualTo("unknown");
		assertThat(cli.token()).isEqualTo(token);
	}

	@Test
	void pollWhoseTenantCannotBeDeterminedDoesNotEndTheLogin() {
		TestCli cli = cliAt(ALPHA);
		TestCli elsewhere = cli.at(this.host.wireTo("unknown.localhost"));
		assertThat(elsewhere.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(elsewhere.status().error()).isEqualTo("503 temporarily_unavailable");
		assertThat(elsewhere.cancel().error()).isEqualTo("403 access_denied");
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void waitingPollCollectsTheTokenOfItsTenant() {
		TestCli cli = cliAt(ALPHA);
		CompletableFuture<RawResponse> waiting = cli.waitingPoll();
		browserAt(ALPHA, "ann").get(cli.link()).submit("/confirm");
		assertThat(call(ALPHA, "/api/me", waiting.join().text("access_token")).body()).isEqualTo("ann ROLE_ALPHA");
	}

	@Test
	void anotherTenantCancelsAndRevokesNothing() {
		TestCli cli = cliAt(ALPHA);
		TestCli elsewhere = cli.at(this.host.wireTo(BETA));
		assertThat(elsewhere.cancel().status()).isEqualTo(200);
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		browserAt(ALPHA, "ann").get(cli.link()).submit("/confirm");
		assertThat(elsewhere.cancel().status()).isEqualTo(200);
		String token = cli.token();
		assertThat(elsewhere.revoke(token).status()).isEqualTo(200);
		assertThat(call(ALPHA, "/api/me", token).status()).isEqualTo(200);
		assertThat(cli.revoke(token).status()).isEqualTo(200);
		assertThat(call(ALPHA, "/api/me", token).status()).isEqualTo(401);
	}

	@Test
	void listsAndRevocationsOfATenantLeaveTheOthersAlone() {
		String alpha = tokenAt(ALPHA, "cleo");
		String beta = tokenAt(BETA, "cleo");
		TestBrowser browser = browserAt(BETA, "cleo");
		assertThat(browser.get("/clilogin/tokens").json().path("tokens")).hasSize(1);
		String id = call(ALPHA, "/clilogin/tokens", alpha).json().path("tokens").path(0).path("tokenId").asString();
		String csrf = "X-CSRF-TOKEN: " + browser.csrf();
		assertThat(browser.json("/clilogin/tokens/revoke", "{\"tokenId\":\"" + id + "\"}", csrf).error())
			.isEqualTo("404 invalid_request");
		assertThat(browser.json("/clilogin/tokens/revoke", "{\"all\":true}", csrf).json().path("revoked").asInt())
			.isEqualTo(1);
		assertThat(call(BETA, "/api/me", beta).status()).isEqualTo(401);
		assertThat(call(ALPHA, "/api/me", alpha).status()).isEqualTo(200);
	}

	@Test
	void applicationRevokesTheLoginsOfAUserOfATenant() {
		String alpha = tokenAt(ALPHA, "dora");
		String beta = tokenAt(BETA, "dora");
		CliLoginService service = this.host.service();
		assertThat(service.revokeAll("dora")).isZero();
		assertThat(service.logins(CliUser.ownerId("alpha", "dora"))).hasSize(1);
		assertThat(service.revokeAll(CliUser.ownerId("alpha", "dora"))).isEqualTo(1);
		assertThat(call(ALPHA, "/api/me", alpha).status()).isEqualTo(401);
		assertThat(call(BETA, "/api/me", beta).status()).isEqualTo(200);
		assertThat(service.authenticate(beta)).as("without a tenant").isEmpty();
	}

	/** A user can send a cookie to any host name, even if no browser does. */
	@Test
	void sessionOfATenantDecidesNothingAtAnother() {
		TestCli cli = cliAt(BETA);
		TestBrowser alpha = browserAt(ALPHA, "ann");
		alpha.get("/clilogin");
		String csrf = "X-CSRF-TOKEN: " + alpha.csrf();
		RawConnection beta = this.host.wireTo(BETA);
		assertThat(beta.get("/clilogin?user_code=" + cli.userCode(), alpha.cookies()).status()).isEqualTo(403);
		assertThat(beta.json("/clilogin/logins/" + cli.id() + "/confirm", "{}", alpha.cookies(), csrf).error())
			.isEqualTo("403 access_denied");
		assertThat(beta.get("/clilogin/tokens", alpha.cookies()).error()).isEqualTo("403 access_denied");
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void eventsNameTheTenant() {
		TestCli cli = confirmedCliAt(ALPHA, "ann");
		CliLoginEvent.Summary login = this.host.events()
			.stream()
			.filter(CliLoginEvent.Decided.class::isInstance)
			.map((event) -> ((CliLoginEvent.Decided) event).login())
			.filter((decided) -> decided.id().equals(cli.id()))
			.findFirst()
			.orElseThrow();
		assertThat(login.request().tenant()).isEqualTo("alpha");
		assertThat(login.owner()).returns("alpha", CliUser::tenant)
			.returns("ann", CliUser::idInTenant)
			.returns("ann", CliUser::name)
			.returns(CliUser.ownerId("alpha", "ann"), CliUser::id);
	}

	@Test
	void linksLeadToTheHostNameOfTheTenant() {
		assertThat(cliAt(ALPHA).link()).startsWith("http://" + ALPHA + ":" + this.host.port() + "/clilogin?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown.localhost", "slash.localhost" })
	void requestWithoutAValidTenantIsRefused(String hostName) {
		TestCli cli = cliAt(ALPHA);
		TestCli refused = cli.at(this.host.wireTo(hostName));
		String token = tokenAt(ALPHA, "ann");
		assertThat(refused.wire().form("/clilogin/device", Map.of("client_id", "acme")).error())
			.isEqualTo("403 access_denied");
		assertThat(refused.cancel().error()).isEqualTo("403 access_denied");
		assertThat(refused.revoke(token).error()).isEqualTo("403 access_denied");
		assertThat(call(hostName, "/api/me", token).error()).isEqualTo("403 access_denied");
		TestBrowser browser = browserAt(hostName, "ann");
		assertThat(browser.get("/clilogin/logins?user_code=" + cli.userCode()).error()).isEqualTo("403 access_denied");
		assertThat(browser.get("/clilogin/tokens").error()).isEqualTo("403 access_denied");
		View page = browser.get("/clilogin");
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.heading()).isEqualTo("Not available at this address");
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(call(ALPHA, "/api/me", token).status()).isEqualTo(200);
	}

}
