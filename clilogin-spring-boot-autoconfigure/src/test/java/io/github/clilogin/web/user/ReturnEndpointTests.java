package io.github.clilogin.web.user;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a custom front end gets the return code of a login, over HTTP.
 */
class ReturnEndpointTests {

	private static final String ANN = "X-Test-User: ann";

	private static final String BEN = "X-Test-User: ben";

	private static final String NOT_FOUND = "404 invalid_request";

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private final RawResponse device = start("loopback+code");

	private RawResponse start(String methods) {
		return this.host.wire().form("/clilogin/device", "return_port=50123&return_methods=" + methods);
	}

	private String path(RawResponse started) {
		return "/clilogin/logins/" + this.host.loginOf(started).id();
	}

	private RawResponse post(RawResponse started, String how, String... headers) {
		return this.host.wire().json(path(started) + how, "{}", headers);
	}

	private RawResponse get(String... headers) {
		return this.host.wire().get(path(this.device), headers);
	}

	private RawResponse collect(RawResponse started, String code) {
		return this.host.wire()
			.form("/clilogin/token",
					"grant_type=device_code&device_code=" + started.text("device_code") + "&return_code=" + code);
	}

	@Test
	void theConfirmationReturnsTheCodeAndTheAddressOfTheCli() {
		RawResponse confirmed = post(this.device, "/confirm", ANN);
		assertThat(confirmed.members()).containsSubsequence("status", "expiresAt", "returnMethod", "returnCode",
				"returnUrl");
		assertThat(confirmed.text("returnMethod")).isEqualTo("loopback");
		assertThat(confirmed.text("returnUrl")).isEqualTo("http://127.0.0.1:50123/clilogin/return");
		assertThat(confirmed.text("returnCode")).matches("[A-Za-z0-9_-]{43}");
		assertThat(confirmed.header("Cache-Control")).containsExactly("no-store");
		assertThat(collect(this.device, confirmed.text("returnCode")).status()).isEqualTo(200);
	}

	@Test
	void aCodeToTypeHasNoAddress() {
		RawResponse typing = start("code+loopback");
		RawResponse confirmed = post(typing, "/confirm", ANN);
		assertThat(confirmed.text("returnMethod")).isEqualTo("code");
		assertThat(confirmed.text("returnCode")).matches("[A-Z]{3}-[A-Z]{3}");
		assertThat(confirmed.members()).doesNotContain("returnUrl");
		assertThat(collect(typing, confirmed.text("returnCode")).status()).isEqualTo(200);
	}

	@Test
	void aLoginWithoutAReturnCodeIsAnsweredAsBefore() {
		RawResponse confirmed = post(this.host.wire().form("/clilogin/device", ""), "/confirm", ANN);
		assertThat(confirmed.members()).doesNotContain("returnMethod", "returnCode", "returnUrl");
	}

	@Test
	void onlyTheConfirmationShowsTheCode() {
		assertThat(get(ANN).members()).doesNotContain("returnMethod");
		String code = post(this.device, "/confirm", ANN).text("returnCode");
		assertThat(get(ANN).text("returnMethod")).isEqualTo("loopback");
		assertThat(get(BEN).error()).isEqualTo(NOT_FOUND);
		for (RawResponse later : List.of(get(ANN), post(this.device, "/confirm", ANN))) {
			assertThat(later.text("status")).isEqualTo("confirmed");
			assertThat(later.members()).doesNotContain("returnCode", "returnUrl");
			assertThat(later.body()).doesNotContain(code);
		}
		collect(this.device, code);
		assertThat(get(ANN).members()).doesNotContain("returnMethod");
	}

	@Test
	void theUserReplacesTheCodeByOneToType() {
		String sent = post(this.device, "/confirm", ANN).text("returnCode");
		RawResponse replaced = post(this.device, "/return", ANN);
		assertThat(replaced.members()).containsExactly("returnMethod", "returnCode");
		assertThat(replaced.text("returnMethod")).isEqualTo("code");
		assertThat(get(ANN).text("returnMethod")).isEqualTo("code");
		assertThat(collect(this.device, sent).error()).isEqualTo("400 authorization_pending");
		assertThat(collect(this.device, replaced.text("returnCode")).status()).isEqualTo(200);
	}

	@Test
	void theLastPageOfTheUserHasTheRightCode() {
		post(this.device, "/confirm", ANN);
		String first = post(this.device, "/return", ANN).text("returnCode");
		String second = post(this.device, "/return", ANN).text("returnCode");
		assertThat(collect(this.device, first).text("message")).isEqualTo("The code is incorrect");
		assertThat(collect(this.device, second).status()).isEqualTo(200);
	}

	@Test
	void onlyTheUserWhoConfirmedGetsTheCodeToType() {
		assertThat(post(this.device, "/return", ANN).error()).as("pending").isEqualTo(NOT_FOUND);
		String code = post(this.device, "/confirm", ANN).text("returnCode");
		assertThat(post(this.device, "/return", BEN).error()).as("another user").isEqualTo(NOT_FOUND);
		String token = TestCli.bearer(this.host.token());
		assertThat(post(this.device, "/return", token).status()).as("a CLI").isIn(401, 403);
		assertThat(post(this.device, "/return", ControlledHost.UNCOVERED).error()).isEqualTo("403 access_denied");
		assertThat(collect(this.device, code).status()).isEqualTo(200);
		assertThat(post(this.device, "/return", ANN).error()).as("collected").isEqualTo(NOT_FOUND);
	}

	@Test
	void aLostConfirmationOfACliThatCannotAskIsRepairedByANewCodeToSend() {
		RawResponse loopback = start("loopback");
		String lost = post(loopback, "/confirm", ANN).text("returnCode");
		RawResponse replaced = post(loopback, "/return", ANN);
		assertThat(replaced.members()).containsExactly("returnMethod", "returnCode", "returnUrl");
		assertThat(replaced.text("returnMethod")).isEqualTo("loopback");
		assertThat(replaced.text("returnUrl")).isEqualTo("http://127.0.0.1:50123/clilogin/return");
		assertThat(replaced.text("returnCode")).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(lost);
		assertThat(post(loopback, "/return", BEN).error()).isEqualTo(NOT_FOUND);
		assertThat(collect(loopback, lost).text("message")).isEqualTo("The code is incorrect");
		assertThat(collect(loopback, replaced.text("returnCode")).status()).isEqualTo(200);
	}

	@Test
	void theReviewTellsWhetherACodeIsDemandedAndUntilWhenItIsCollected() {
		RawResponse pending = get(ANN);
		assertThat(pending.text("returnMethods")).isEqualTo("loopback code");
		assertThat(pending.members()).doesNotContain("collectBy");
		RawResponse confirmed = post(this.device, "/confirm", ANN);
		assertThat(confirmed.text("returnMethods")).isEqualTo("loopback code");
		assertThat(confirmed.text("collectBy")).isEqualTo(confirmed.text("expiresAt"));
		RawResponse without = this.host.wire().form("/clilogin/device", "");
		assertThat(this.host.wire().get(path(without), ANN).members()).doesNotContain("returnMethods", "collectBy");
		assertThat(post(without, "/confirm", ANN).members()).contains("collectBy").doesNotContain("returnMethods");
	}

	@Test
	void aLoginWithoutAReturnCodeHasNone() {
		RawResponse without = this.host.wire().form("/clilogin/device", "");
		post(without, "/confirm", ANN);
		assertThat(post(without, "/return", ANN).error()).isEqualTo(NOT_FOUND);
	}

	@Test
	void aLoginThatHasEndedHasNoCode() {
		post(this.device, "/confirm", ANN);
		this.host.clock().advance(Duration.ofMinutes(10));
		assertThat(post(this.device, "/return", ANN).error()).isEqualTo(NOT_FOUND);
		assertThat(this.host.wire().json("/clilogin/logins/" + "0".repeat(64) + "/return", "{}", ANN).error())
			.isEqualTo(NOT_FOUND);
	}

	@Test
	void anotherSiteCannotReplaceTheCode() {
		String code = post(this.device, "/confirm", ANN).text("returnCode");
		for (String header : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
				"Origin: https://evil.example", "Origin: null")) {
			assertThat(post(this.device, "/return", ANN, header).error()).isEqualTo("403 access_denied");
		}
		assertThat(this.host.wire().form(path(this.device) + "/return", "", ANN).error())
			.isEqualTo("415 invalid_request");
		assertThat(this.host.wire()
			.post(path(this.device) + "/return", ANN + "\r\n" + RawConnection.FORM, new byte[0])
			.error()).isEqualTo("415 invalid_request");
		assertThat(this.host.wire().get(path(this.device) + "/return", ANN).status()).isIn(404, 405);
		assertThat(collect(this.device, code).status()).isEqualTo(200);
	}

}
