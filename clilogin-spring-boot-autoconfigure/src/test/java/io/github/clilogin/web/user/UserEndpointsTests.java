package io.github.clilogin.web.user;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the endpoints of signed-in users, over HTTP.
 */
class UserEndpointsTests {

	private static final String ANN = "X-Test-User: ann";

	private static final String BEN = "X-Test-User: ben";

	@AutoClose
	private final HostApplication host = ControlledHost.start("clilogin.clients.acme=Acme CLI",
			"clilogin.login.scopes=read");

	private final CliLogin login = start("client_id=acme&device_name=laptop&client_version=1.4&scope=read");

	private CliLogin start(String body) {
		return this.host.loginOf(this.host.wire().form("/clilogin/device", body));
	}

	private RawResponse find(String userCode, String... headers) {
		return this.host.wire().get("/clilogin/logins?user_code=" + userCode, headers);
	}

	private RawResponse get(CliLogin wanted, String... headers) {
		return this.host.wire().get("/clilogin/logins/" + wanted.id(), headers);
	}

	private RawResponse decide(String how, String... headers) {
		return this.host.wire().json("/clilogin/logins/" + this.login.id() + "/" + how, "", headers);
	}

	private String token(String clientId) {
		return scopedToken(clientId, "");
	}

	private String scopedToken(String clientId, String scope) {
		RawResponse device = this.host
			.confirmed(this.host.wire().form("/clilogin/device", "client_id=" + clientId + "&scope=" + scope));
		return this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&client_id=acme&device_code=" + device.text("device_code"))
			.text("access_token");
	}

	@Test
	void aLoginIsFoundByEverySpellingOfItsUserCode() {
		RawResponse answer = find(this.login.displayedUserCode().toLowerCase(Locale.ROOT).replace("-", "+"), ANN);
		assertThat(answer.body()).isEqualTo("{\"id\":\"" + this.login.id() + "\",\"userCode\":\""
				+ this.login.displayedUserCode() + "\",\"status\":\"pending\",\"flow\":\"confirm\",\"client\":"
				+ "\"Acme CLI\",\"deviceName\":\"laptop\",\"clientVersion\":\"1.4\",\"scopes\":[\"read\"],"
				+ "\"address\":\"127.0.0.1\",\"addressUncertain\":false,\"browserAddress\":\"127.0.0.1\","
				+ "\"browserAddressUncertain\":false,\"network\":\"same\",\"createdAt\":\"2026-11-21T12:00:00.123Z\","
				+ "\"expiresAt\":\"2026-11-21T12:10:00.123Z\"}");
		assertThat(get(this.login, ANN).body()).isEqualTo(answer.body());
	}

	@Test
	void anUnknownOrMisspeltCodeIsNotFoundAndAMissingOneInvalid() {
		assertThat(find("BCDF-GHJK", ANN).error()).isEqualTo("404 invalid_request");
		assertThat(find("x", ANN).error()).isEqualTo("404 invalid_request");
		assertThat(find("", ANN).error()).isEqualTo("400 invalid_request");
		assertThat(find("%zz", ANN).error()).isEqualTo("400 invalid_request");
		assertThat(this.host.wire().get("/clilogin/logins/" + "0".repeat(64), ANN).error())
			.isEqualTo("404 invalid_request");
		assertThat(this.host.wire().get("/clilogin/logins/x", ANN).error()).isEqualTo("404 invalid_request");
	}

	@Test
	void aDecidedLoginIsShownOnlyToTheUserWhoDecidedIt() {
		assertThat(decide("confirm", ANN).text("status")).isEqualTo("confirmed");
		assertThat(find(this.login.userCode(), ANN).text("status")).isEqualTo("confirmed");
		assertThat(find(this.login.userCode(), BEN).error()).isEqualTo("404 invalid_request");
		assertThat(get(this.login, BEN).error()).isEqualTo("404 invalid_request");
	}

	@Test
	void anExpiredLoginHasTheStatusExpired() {
		this.host.clock().advance(Duration.ofMinutes(10));
		assertThat(find(this.login.userCode(), ANN).text("status")).isEqualTo("expired");
		assertThat(decide("confirm", ANN).error()).isEqualTo("410 expired_token");
	}

	@Test
	void theUserCodeOfTheFlowBrowserIsForComparisonOnly() {
		CliLogin browser = start("client_id=acme&code_challenge=" + "ab".repeat(32));
		assertThat(find(browser.userCode(), ANN).error()).isEqualTo("404 invalid_request");
		assertThat(get(browser, ANN).text("flow")).isEqualTo("browser");
	}

	@Test
	void aLoginThatWasStartedAgainWithTheSameIdIsNotConfirmedByItsFirstUserCode() {
		String id = "ef".repeat(32);
		CliLogin first = start("client_id=acme&code_challenge=" + id);
		assertThat(confirm(id, first.userCode()).status()).isEqualTo(200);
		this.host.service().delete(id);
		CliLogin again = start("client_id=acme&code_challenge=" + id);
		for (String userCode : List.of("", first.userCode())) {
			assertThat(confirm(id, userCode).error()).isEqualTo("404 invalid_request");
		}
		assertThat(confirm(id, again.displayedUserCode().toLowerCase(Locale.ROOT)).text("status"))
			.isEqualTo("confirmed");
	}

	@Test
	void anotherUserCodeIsRefusedInEachFlow() {
		assertThat(confirm(this.login.id(), "BCDFGHJK").error()).isEqualTo("404 invalid_request");
		assertThat(confirm(this.login.id(), this.login.userCode()).status()).isEqualTo(200);
	}

	private RawResponse confirm(String id, String userCode) {
		return this.host.wire().json("/clilogin/logins/" + id + "/confirm", "{\"userCode\":\"" + userCode + "\"}", ANN);
	}

	@Test
	void decidingTwiceSucceedsForTheSameUserAndIsAConflictForAnother() {
		assertThat(decide("confirm", ANN).status()).isEqualTo(200);
		assertThat(decide("confirm", ANN).status()).isEqualTo(200);
		assertThat(decide("confirm", BEN).error()).isEqualTo("409 already_decided");
		assertThat(decide("reject", BEN).error()).isEqualTo("409 already_decided");
		assertThat(decide("reject", ANN).text("status")).isEqualTo("rejected");
	}

	@Test
	void aRejectionAfterTheCollectionRevokesTheToken() {
		RawResponse device = this.host.wire().form("/clilogin/device", "client_id=acme");
		CliLogin collected = this.host.loginOf(this.host.confirmed(device));
		String token = this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&client_id=acme&device_code=" + device.text("device_code"))
			.text("access_token");
		String path = "/clilogin/logins/" + collected.id() + "/reject";
		assertThat(this.host.wire().json(path, "", BEN).error()).isEqualTo("409 already_decided");
		for (int i = 0; i < 2; i++) {
			assertThat(this.host.wire().json(path, "", ANN).text("status")).isEqualTo("revoked");
		}
		assertThat(this.host.service().authenticate(token)).isEmpty();
	}

	@Test
	void aRejectionCarriesItsMessageToTheTerminal() {
		String path = "/clilogin/logins/" + this.login.id() + "/reject";
		assertThat(this.host.wire().json(path, "{\"message\":\"Not me\"}", ANN).status()).isEqualTo(200);
		assertThat(this.host.service().get(this.login.id()).orElseThrow().decision())
			.satisfies((decision) -> assertThat(decision.message()).isEqualTo("Not me"));
	}

	@Test
	void aRefusalOfTheHostIsReturnedWithItsReason() {
		this.host.bean(TestMapper.class).use((user, asked) -> CliCredential.refuse("Contractors may not"));
		RawResponse answer = decide("confirm", ANN);
		assertThat(answer.error()).isEqualTo("403 access_denied");
		assertThat(answer.text("message")).isEqualTo("Contractors may not");
	}

	@Test
	void aFailingMapperLeavesTheLoginPending() {
		this.host.bean(TestMapper.class).use((user, asked) -> {
			throw new IllegalStateException("directory down");
		});
		assertThat(decide("confirm", ANN).error()).isEqualTo("503 temporarily_unavailable");
		assertThat(find(this.login.userCode(), ANN).text("status")).isEqualTo("pending");
	}

	@Test
	void withoutASignInNothingIsShownAndTheErrorNamesTheFix() {
		String uncovered = ControlledHost.UNCOVERED;
		for (RawResponse answer : List.of(find(this.login.userCode(), uncovered), get(this.login, uncovered),
				decide("confirm", uncovered), decide("reject", uncovered),
				this.host.wire().get("/clilogin/tokens", uncovered),
				this.host.wire().json("/clilogin/tokens/revoke", "{\"all\":true}", uncovered))) {
			assertThat(answer.error()).isEqualTo("403 access_denied");
			assertThat(answer.text("errorDescription")).contains("securityMatcher");
		}
		assertThat(find(this.login.userCode(), ANN).text("status")).isEqualTo("pending");
	}

	@Test
	void aForeignSiteIsRefusedEvenWithoutCsrfProtection() {
		for (String header : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
				"Origin: https://evil.example", "Origin: null",
				"Sec-Fetch-Site: same-site\r\nOrigin: http://other.localhost", "Origin: http://localhost:1",
				"Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:" + this.host.port())) {
			assertThat(decide("confirm", ANN, header).error()).isEqualTo("403 access_denied");
			assertThat(find(this.login.userCode(), ANN, header).error()).isEqualTo("403 access_denied");
			assertThat(this.host.wire().json("/clilogin/tokens/revoke", "{\"all\":true}", ANN, header).error())
				.isEqualTo("403 access_denied");
		}
		assertThat(decide("confirm", ANN, "Sec-Fetch-Site: same-origin", "Origin: http://localhost:" + this.host.port())
			.status()).isEqualTo(200);
	}

	@Test
	void wrongCodesOfAnotherSiteDoNotUseUpTheLimit() {
		for (String site : List.of("cross-site", "same-site")) {
			for (int i = 0; i < 6; i++) {
				assertThat(find("BBBBBBBB", ANN, "Sec-Fetch-Site: " + site).error()).isEqualTo("403 access_denied");
			}
		}
		assertThat(find(this.login.userCode(), ANN).text("status")).isEqualTo("pending");
	}

	@Test
	void aFormCannotDecide() {
		for (String type : List.of(RawConnection.FORM, "Content-Type: text/plain", "X-None: 1")) {
			for (String path : List.of("/clilogin/logins/" + this.login.id() + "/confirm",
					"/clilogin/logins/" + this.login.id() + "/reject", "/clilogin/tokens/revoke")) {
				assertThat(this.host.wire()
					.post(path, type + "\r\n" + ANN, "".getBytes(StandardCharsets.US_ASCII))
					.error()).isEqualTo("415 invalid_request");
			}
		}
	}

	@Test
	void otherMethodsAreAnswered405() {
		assertThat(this.host.wire().json("/clilogin/logins", "", ANN).error()).isEqualTo("405 invalid_request");
		RawResponse confirmByGet = this.host.wire().get("/clilogin/logins/" + this.login.id() + "/confirm", ANN);
		assertThat(confirmByGet.error()).isEqualTo("405 invalid_request");
		assertThat(confirmByGet.header("Allow")).containsExactly("POST");
		assertThat(this.host.wire().get("/clilogin/tokens/revoke", ANN).error()).isEqualTo("405 invalid_request");
	}

	@Test
	void aTokenListsAndRevokesButNeverReviewsOrDecides() {
		String bearer = TestCli.bearer(token("acme"));
		for (RawResponse answer : List.of(find(this.login.userCode(), bearer), get(this.login, bearer),
				decide("confirm", bearer), decide("reject", bearer))) {
			assertThat(answer.error()).isEqualTo("403 access_denied");
		}
		RawResponse list = this.host.wire().get("/clilogin/tokens", bearer);
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.json().path("tokens").get(0).path("current").asBoolean()).isTrue();
	}

	@Test
	void liveTokensAreListedForTheirOwnerOnly() {
		decide("confirm", ANN);
		String bearer = token("acme");
		RawResponse list = this.host.wire().get("/clilogin/tokens", ANN);
		String id = this.host.service().authenticate(bearer).orElseThrow().getLogin().id();
		assertThat(list.body()).isEqualTo(
				"{\"tokens\":[{\"tokenId\":\"" + id + "\",\"name\":\"Acme CLI\",\"client\":\"Acme CLI\",\"scopes\":[],"
						+ "\"proof\":\"none\",\"createdAt\":\"2026-11-21T12:00:00.123Z\","
						+ "\"expiresAt\":\"2026-11-28T12:00:00.123Z\"," + "\"current\":false}]}");
		assertThat(this.host.wire().get("/clilogin/tokens", BEN).body()).isEqualTo("{\"tokens\":[]}");
	}

	@Test
	void aTokenIsRevokedByItsOwnerOnlyAndOnce() {
		String bearer = token("acme");
		String id = this.host.service().authenticate(bearer).orElseThrow().getLogin().id();
		for (String foreign : List.of(id, "0".repeat(64), "x")) {
			assertThat(
					this.host.wire().json("/clilogin/tokens/revoke", "{\"tokenId\":\"" + foreign + "\"}", BEN).error())
				.isEqualTo("404 invalid_request");
		}
		assertThat(revoke("{\"tokenId\":\"" + id + "\"}", ANN)).isEqualTo("{\"revoked\":1}");
		assertThat(revoke("{\"tokenId\":\"" + id + "\"}", ANN)).isEqualTo("{\"revoked\":0}");
		assertThat(this.host.service().authenticate(bearer)).isEmpty();
	}

	@Test
	void othersKeepsTheCallingTokenAndAllRevokesEveryToken() {
		String first = token("acme");
		token("acme");
		token("acme");
		assertThat(revoke("{\"others\":true}", TestCli.bearer(first))).isEqualTo("{\"revoked\":2}");
		assertThat(revoke("{\"all\":true,\"others\":false}", ANN)).isEqualTo("{\"revoked\":1}");
	}

	@Test
	void aTokenWithScopesIsTheOnlyOneThatItLists() {
		token("acme");
		String scoped = scopedToken("acme", "read");
		RawResponse list = this.host.wire().get("/clilogin/tokens", TestCli.bearer(scoped));
		assertThat(list.json().path("tokens")).hasSize(1);
		assertThat(list.json().at("/tokens/0/tokenId").asString()).isEqualTo(idOf(scoped));
		assertThat(list.json().at("/tokens/0/current").asBoolean()).isTrue();
	}

	@Test
	void aTokenWithScopesIsTheOnlyOneThatItRevokes() {
		String full = token("acme");
		String scoped = scopedToken("acme", "read");
		for (String body : List.of("{\"others\":true}", "{\"all\":true}", "{\"tokenId\":\"" + idOf(full) + "\"}",
				"{\"tokenId\":\"" + "0".repeat(64) + "\"}")) {
			RawResponse refused = this.host.wire().json("/clilogin/tokens/revoke", body, TestCli.bearer(scoped));
			assertThat(refused.error()).as(body).isEqualTo("403 insufficient_scope");
			assertThat(refused.header("WWW-Authenticate")).containsExactly("Bearer error=\"insufficient_scope\"");
		}
		assertThat(this.host.service().authenticate(full)).isPresent();
		assertThat(revoke("{\"tokenId\":\"" + idOf(scoped) + "\"}", TestCli.bearer(scoped)))
			.isEqualTo("{\"revoked\":1}");
		assertThat(this.host.service().authenticate(scoped)).isEmpty();
		assertThat(this.host.service().authenticate(full)).isPresent();
	}

	private String idOf(String token) {
		return this.host.service().authenticate(token).orElseThrow().getLogin().id();
	}

	@Test
	void anAmbiguousRevocationIsRefused() {
		for (String body : List.of("", "{}", "{\"all\":false}", "{\"all\":\"true\"}", "{\"all\":true,\"others\":true}",
				"{\"tokenId\":true}", "{\"tokenId\":\"x\",\"all\":true}", "{\"all\":1}")) {
			assertThat(this.host.wire().json("/clilogin/tokens/revoke", body, ANN).error())
				.isEqualTo("400 invalid_request");
		}
	}

	private String revoke(String body, String who) {
		return this.host.wire().json("/clilogin/tokens/revoke", body, who).body();
	}

}
