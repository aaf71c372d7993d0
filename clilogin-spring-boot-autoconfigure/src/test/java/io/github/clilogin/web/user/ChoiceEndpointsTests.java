package io.github.clilogin.web.user;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests choices in JSON, over HTTP.
 */
class ChoiceEndpointsTests {

	private static final String ANN = "X-Test-User: ann";

	private static final String OFFERED = "\"choices\":["
			+ "{\"id\":\"acme\",\"label\":\"Acme <Corp>\",\"group\":\"Organization\",\"selected\":false},"
			+ "{\"id\":\"globex\",\"label\":\"Globex\",\"group\":\"Organization\",\"selected\":%s},"
			+ "{\"id\":\"admin\",\"label\":\"Administrator\",\"group\":\"Role\",\"selected\":true}]";

	private static final String CHOSEN = "\"choices\":["
			+ "{\"id\":\"acme\",\"label\":\"Acme <Corp>\",\"group\":\"Organization\",\"selected\":true},"
			+ "{\"id\":\"admin\",\"label\":\"Administrator\",\"group\":\"Role\",\"selected\":true}]";

	private final Organizations organizations = new Organizations();

	@AutoClose
	private final HostApplication host = ControlledHost.with().bean(this.organizations).start();

	private final RawResponse started = start("client_id=acme");

	private final CliLogin login = this.host.loginOf(this.started);

	private RawResponse start(String body) {
		return this.host.wire().form("/clilogin/device", body);
	}

	private RawResponse get(CliLogin wanted) {
		return this.host.wire().get("/clilogin/logins/" + wanted.id(), ANN);
	}

	private RawResponse confirm(String body) {
		return this.host.wire().json("/clilogin/logins/" + this.login.id() + "/confirm", body, ANN);
	}

	private RawResponse poll() {
		return this.host.wire()
			.form("/clilogin/token",
					"grant_type=device_code&client_id=acme&device_code=" + this.started.text("device_code"));
	}

	private CliLoginStatus status() {
		return this.host.service().get(this.login.id()).orElseThrow().status();
	}

	@Test
	void reviewListsTheOptions() {
		assertThat(get(this.login).body()).contains(OFFERED.formatted("false"));
		assertThat(this.organizations.calls).hasValue(1);
		assertThat(this.host.wire().get("/clilogin/logins?user_code=" + this.login.displayedUserCode(), ANN).body())
			.isEqualTo(get(this.login).body());
	}

	@Test
	void reviewPreselectsTheAskedOption() {
		CliLogin asked = this.host.loginOf(start("choice=other+globex++globex"));
		assertThat(get(asked).body()).contains(OFFERED.formatted("true"));
	}

	@Test
	void confirmationStoresTheChoicesAndTheListOfTokensShowsThem() {
		RawResponse confirmed = confirm("{\"choices\":{\"Organization\":\"acme\",\"Role\":\"admin\"}}");
		assertThat(confirmed.status()).isEqualTo(200);
		assertThat(confirmed.body()).contains("\"status\":\"confirmed\"").contains(CHOSEN);
		assertThat(this.organizations.calls).hasValue(1);
		RawResponse credential = poll();
		assertThat(credential.status()).isEqualTo(200);
		assertThat(credential.body()).doesNotContain("choice");
		assertThat(this.host.wire().get("/clilogin/tokens", TestCli.bearer(credential.text("access_token"))).body())
			.contains(CHOSEN);
		assertThat(get(this.login).body()).contains(CHOSEN);
		assertThat(this.organizations.calls).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"choices\":{}}", "{\"choices\":null}",
			"{\"choices\":{\"Organization\":\"acme\"}}", "{\"choices\":{\"Organization\":\"acme\",\"Role\":\"\"}}",
			"{\"choices\":{\"Organization\":\"acme\",\"role\":\"admin\"}}",
			"{\"choices\":{\"Organization\":\"other\",\"Role\":\"admin\"}}",
			"{\"choices\":{\"Organization\":\"acme\",\"Role\":\"admin\",\"More\":\"x\"}}" })
	void wrongChoicesLeaveTheLoginPending(String body) {
		assertThat(confirm(body).error()).isEqualTo("422 invalid_choice");
		assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"acme\"", "true", "1", "[\"acme\"]", "{\"Organization\":1}", "{\"Organization\":null}",
			"{\"Organization\":[\"acme\"]}", "{\"Organization\":{\"$ne\":\"\"}}" })
	void malformedChoicesAreInvalid(String choices) {
		RawResponse answer = confirm("{\"choices\":" + choices + "}");
		assertThat(answer.error()).isEqualTo("400 invalid_request");
		assertThat(answer.text("errorDescription")).isEqualTo("choices must be an object of strings");
		assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void aLoginWhoseOfferFailedCanBeReviewedAndRejectedAndNotConfirmed() {
		assertThat(get(this.login).body()).doesNotContain("choicesUnavailable");
		this.organizations.failing = true;
		RawResponse review = this.host.wire().get("/clilogin/logins?user_code=" + this.login.displayedUserCode(), ANN);
		assertThat(review.status()).isEqualTo(200);
		assertThat(review.body()).contains("\"choicesUnavailable\":true").doesNotContain("\"choices\"");
		RawResponse answer = confirm("{\"choices\":{\"Organization\":\"acme\",\"Role\":\"admin\"}}");
		assertThat(answer.error()).isEqualTo("503 temporarily_unavailable");
		assertThat(answer.header("Retry-After")).containsExactly("5");
		assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
		RawResponse rejected = this.host.wire().json("/clilogin/logins/" + review.text("id") + "/reject", "", ANN);
		assertThat(rejected.status()).isEqualTo(200);
		assertThat(rejected.body()).doesNotContain("choicesUnavailable");
	}

	@Test
	void failureAtTheCollectionKeepsTheLoginForALaterPoll() {
		confirm("{\"choices\":{\"Organization\":\"acme\",\"Role\":\"admin\"}}");
		this.organizations.failing = true;
		assertThat(poll().error()).isEqualTo("400 authorization_pending");
		this.organizations.failing = false;
		assertThat(poll().status()).isEqualTo(200);
	}

	@Test
	void withdrawnChoiceRejectsTheLogin() {
		confirm("{\"choices\":{\"Organization\":\"acme\",\"Role\":\"admin\"}}");
		this.organizations.withdrawn = true;
		RawResponse answer = poll();
		assertThat(answer.error()).isEqualTo("400 access_denied");
		assertThat(answer.text("message")).isEqualTo("Acme <Corp> is no longer available");
		assertThat(get(this.login).body()).contains("\"status\":\"rejected\"");
	}

	@ParameterizedTest
	@CsvSource({ "a%20b, 200", "1+2+3+4+5+6+7+8+9+10, 200", "1+2+3+4+5+6+7+8+9+10+11, 400", "a%09b, 400", "%00, 400",
			"%C2%A0, 400", "%E2%80%AE, 400", "m%C3%BCnchen, 200" })
	void askedChoicesAreLimited(String choice, int status) {
		assertThat(start("choice=" + choice).status()).isEqualTo(status);
		assertThat(start("choice=" + "a".repeat(64)).status()).isEqualTo(200);
		assertThat(start("choice=" + "a".repeat(65)).error()).isEqualTo("400 invalid_request");
	}

	/** Offers two organizations and a role, unless a test says otherwise. */
	private static final class Organizations implements CliLoginChoices {

		private final AtomicInteger calls = new AtomicInteger();

		private volatile boolean failing;

		private volatile boolean withdrawn;

		@Override
		public List<CliLoginChoice> offer(Authentication user, CliLogin login) {
			this.calls.incrementAndGet();
			if (this.failing) {
				throw new IllegalStateException("down");
			}
			CliLoginChoice acme = new CliLoginChoice("acme", "Acme <Corp>", "Organization");
			CliLoginChoice globex = new CliLoginChoice("globex", "Globex", "Organization");
			CliLoginChoice admin = new CliLoginChoice("admin", "Administrator", "Role");
			return this.withdrawn ? List.of(globex, admin) : List.of(acme, globex, admin);
		}

	}

}
