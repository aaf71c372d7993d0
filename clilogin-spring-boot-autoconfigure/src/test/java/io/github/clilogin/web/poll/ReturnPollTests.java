package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests polls of logins that demand a return code, over HTTP.
 */
class ReturnPollTests {

	private static final String PENDING = "400 authorization_pending";

	private static final String KNOWN = "&return_known=1";

	private static final String LATER = "The command-line tool did not send the code from the browser in time. If it "
			+ "did not ask for a code, update the tool";

	@AutoClose
	private static final HostApplication SHARED = ControlledHost.start();

	private HostApplication host = SHARED;

	private RawResponse device = start("loopback code");

	@AfterEach
	void stopHost() {
		awaitWaiting(0);
		if (this.host != SHARED) {
			this.host.close();
		}
	}

	private void useNewHost() {
		this.host = ControlledHost.start();
		this.device = start("loopback code");
	}

	private RawResponse start(String methods) {
		return this.host.wire().form("/clilogin/device", "return_port=50000&return_methods=" + methods);
	}

	private String id() {
		return this.host.loginOf(this.device).id();
	}

	private ReturnCode confirm() {
		return confirm(this.host.service());
	}

	private ReturnCode confirm(CliLoginService instance) {
		DecisionResult.Decided decided = (DecisionResult.Decided) instance.confirm(id(), TestUsers.account("ann"));
		return Objects.requireNonNull(decided.returnCode());
	}

	private ReturnCode swap() {
		return this.host.service().newReturnCode(id(), TestUsers.account("ann")).orElseThrow();
	}

	private RawResponse poll(String more, String... headers) {
		return this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&device_code=" + this.device.text("device_code") + more,
					headers);
	}

	private static String with(ReturnCode code) {
		return "&return_code=" + code.value();
	}

	private RawResponse status(String more) {
		return this.host.wire()
			.json("/clilogin/status", "{\"deviceCode\":\"" + this.device.text("device_code") + "\"" + more + "}");
	}

	private CompletableFuture<RawResponse> waitingPoll(String more) {
		CompletableFuture<RawResponse> poll = RawConnection.async(() -> poll(more, "Prefer: wait=20"));
		awaitWaiting(1);
		return poll;
	}

	private void awaitWaiting(int number) {
		WaitingPolls waiting = this.host.bean(WaitingPolls.class);
		TestWaits.await("polls that wait").untilAsserted(() -> assertThat(waiting.size()).isEqualTo(number));
	}

	private static RawResponse answer(CompletableFuture<RawResponse> poll) throws Exception {
		return poll.get(30, TimeUnit.SECONDS);
	}

	/** Returns a code of the right form that differs from the right one. */
	private static String wrong(ReturnCode right, int number) {
		List<String> codes = (right.method() == Method.CODE) ? List.of("BBB-BBB", "CCC-CCC", "DDD-DDD", "FFF-FFF")
				: List.of("A".repeat(43), "E".repeat(43), "I".repeat(43), "M".repeat(43));
		return "&return_code=" + codes.stream().filter((code) -> !code.equals(right.value())).toList().get(number);
	}

	@ParameterizedTest
	@EnumSource
	void theCodeOfTheBrowserCollectsTheCredential(Method method) {
		this.device = start(method.name().toLowerCase(Locale.ROOT));
		assertThat(poll("").error()).isEqualTo(PENDING);
		assertThat(poll("").members()).containsExactly("error", "error_description");
		ReturnCode code = confirm();
		assertThat(poll(with(code)).text("access_token")).startsWith("clt_");
		assertThat(this.host.loginOf(this.device).proof())
			.isEqualTo((method == Method.CODE) ? CliLoginProof.TYPED : CliLoginProof.LOOPBACK);
	}

	@Test
	void theStatusEndpointTakesTheCodeInJson() {
		ReturnCode code = confirm();
		assertThat(status("").body())
			.isEqualTo("{\"status\":\"pending\",\"interval\":5,\"expiresIn\":600,\"returnMethod\":\"loopback\"}");
		assertThat(status(",\"returnCode\":\"" + wrong(code, 0).substring(13) + "\"").body())
			.isEqualTo("{\"status\":\"pending\",\"interval\":5,\"expiresIn\":600,\"returnMethod\":\"loopback\","
					+ "\"message\":\"The code is incorrect\"}");
		RawResponse answer = status(",\"returnCode\":\"" + code.value() + "\"");
		assertThat(answer.text("status")).isEqualTo("confirmed");
	}

	@Test
	void aConfirmedLoginIsAnsweredAtOnceEvenIfThePollAsksToWait() {
		confirm();
		RawResponse answer = poll("", "Prefer: wait=20");
		assertThat(answer.error()).isEqualTo(PENDING);
		assertThat(answer.members()).containsExactly("error", "error_description", "return_method");
		assertThat(answer.text("return_method")).isEqualTo("loopback");
		assertThat(answer.header("Preference-Applied")).containsExactly("wait=20");
	}

	@Test
	void theConfirmationTellsAPollThatWaits() throws Exception {
		CompletableFuture<RawResponse> poll = waitingPoll("");
		confirm();
		assertThat(answer(poll).error()).isEqualTo(PENDING);
		assertThat(answer(poll).text("return_method")).isEqualTo("loopback");
	}

	@Test
	void aPollOfACliThatKnowsWaitsForARejection() throws Exception {
		confirm();
		CompletableFuture<RawResponse> poll = waitingPoll(KNOWN);
		this.host.service().reject(id(), TestUsers.account("ann"), "Not mine");
		assertThat(answer(poll).error()).isEqualTo("400 access_denied");
		assertThat(answer(poll).text("message")).isEqualTo("Not mine");
	}

	@Test
	void aPollOfACliThatKnowsWaitsForARejectionOnAnotherInstance() throws Exception {
		confirm();
		CompletableFuture<RawResponse> poll = waitingPoll(KNOWN);
		this.host.clock().advance(Duration.ofSeconds(1));
		this.host.elsewhere().reject(id(), TestUsers.account("ann"), null);
		assertThat(answer(poll).error()).isEqualTo("400 access_denied");
	}

	/** The watch of a new host finds the confirmation by its first look. */
	@Test
	void theConfirmationThatACliKnowsDoesNotEndItsWait() {
		useNewHost();
		confirm();
		CompletableFuture<RawResponse> poll = waitingPoll(KNOWN);
		this.host.store().awaitLooks(3);
		assertThat(poll).isNotDone();
		this.host.service().reject(id(), TestUsers.account("ann"), null);
	}

	@Test
	void aWaitEndsWithTheTimeToCollect() throws Exception {
		this.host.clock().advance(Duration.ofMinutes(9));
		confirm();
		this.host.clock().advance(Duration.ofMinutes(2).minusSeconds(1));
		CompletableFuture<RawResponse> poll = waitingPoll(KNOWN);
		this.host.clock().advance(Duration.ofSeconds(1));
		assertThat(answer(poll).error()).isEqualTo("400 expired_token");
		assertThat(answer(poll).text("error_description")).isEqualTo(LATER);
	}

	@Test
	void aPollThatHasWaitedTellsAnotherMethod() throws Exception {
		confirm();
		CompletableFuture<RawResponse> poll = waitingPoll(KNOWN);
		swap();
		this.host.bean(WaitingPolls.class).release(id());
		assertThat(answer(poll).error()).isEqualTo(PENDING);
		assertThat(answer(poll).text("return_method")).isEqualTo("code");
	}

	@Test
	void aPollWithACodeSendsAWaitingPollAway() throws Exception {
		ReturnCode code = confirm();
		CompletableFuture<RawResponse> waiting = waitingPoll(KNOWN);
		assertThat(poll(with(code), "Prefer: wait=20").status()).isEqualTo(200);
		assertThat(answer(waiting).error()).isEqualTo(PENDING);
		assertThat(answer(waiting).header("Preference-Applied")).isEmpty();
		awaitWaiting(0);
	}

	@Test
	void aPollWithACodeNeverWaits() throws Exception {
		CompletableFuture<RawResponse> waiting = waitingPoll("");
		RawResponse early = poll("&return_code=BCD-FGH", "Prefer: wait=20");
		assertThat(early.error()).isEqualTo(PENDING);
		assertThat(early.members()).containsExactly("error", "error_description");
		assertThat(early.header("Preference-Applied")).isEmpty();
		assertThat(answer(waiting).error()).isEqualTo(PENDING);
		awaitWaiting(0);
	}

	@Test
	void aPollWithACodeAsksTheStore() {
		useNewHost();
		this.host.store().decisions(Set::of);
		TestWaits.await("a poll without a read").until(() -> {
			int before = this.host.store().reads();
			poll("");
			return this.host.store().reads() == before;
		});
		ReturnCode code = confirm(this.host.elsewhere());
		assertThat(poll("").members()).doesNotContain("return_method");
		assertThat(poll(with(code)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void theThirdWrongCodeRejectsTheLogin(Method method) {
		ReturnCode code = (method == Method.CODE) ? swapped() : confirm();
		for (int i = 0; i < 2; i++) {
			RawResponse wrong = poll(wrong(code, i));
			assertThat(wrong.error()).isEqualTo(PENDING);
			assertThat(wrong.text("error_description")).isEqualTo("The code is incorrect");
			assertThat(wrong.text("return_method")).isEqualTo(method.name().toLowerCase(Locale.ROOT));
			assertThat(poll(wrong(code, i)).body()).isEqualTo(wrong.body());
		}
		RawResponse rejected = poll(wrong(code, 2));
		assertThat(rejected.error()).isEqualTo("400 access_denied");
		assertThat(rejected.text("message")).isEqualTo(rejected.text("error_description")).contains("code");
		assertThat(poll(with(code)).error()).isEqualTo("400 access_denied");
		assertThat(status("").text("status")).isEqualTo("rejected");
	}

	private ReturnCode swapped() {
		confirm();
		return swap();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "BCD-FG", "BCD-FGHJ", "BCD-FGA", "123-456", "BCD-FG%C3%9F" })
	void aMalformedCodeIsNotCounted(String malformed) {
		ReturnCode code = swapped();
		for (int i = 0; i < 4; i++) {
			assertThat(poll("&return_code=" + malformed).error()).isEqualTo("400 invalid_request");
			assertThat(status(",\"returnCode\":\"x\"").error()).isEqualTo("400 invalid_request");
		}
		assertThat(poll(with(code)).status()).isEqualTo(200);
	}

	@Test
	void lettersAreAcceptedInAnyCaseAndWithAnyDashesAndSpaces() {
		String letters = swapped().value().replace("-", "").toLowerCase(Locale.ROOT);
		assertThat(poll("&return_code=+" + letters.substring(0, 2) + "-+" + letters.substring(2) + "+").status())
			.isEqualTo(200);
	}

	@Test
	void aCodeOfTheOtherMethodIsNotCounted() {
		ReturnCode loopback = confirm();
		ReturnCode typed = swap();
		for (int i = 0; i < 4; i++) {
			RawResponse answer = poll(with(loopback));
			assertThat(answer.error()).isEqualTo(PENDING);
			assertThat(answer.text("error_description")).isNotEqualTo("The code is incorrect");
			assertThat(answer.text("return_method")).isEqualTo("code");
		}
		assertThat(poll(with(typed)).status()).isEqualTo(200);
	}

	@Test
	void aPollWithACodeOfAPendingLoginIsSlowedDownButNotAfterTheConfirmation() {
		assertThat(poll("&return_code=BCD-FGH").error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(2));
		RawResponse early = poll("&return_code=BCD-FGH");
		assertThat(early.error()).isEqualTo("400 slow_down");
		assertThat(early.members()).containsExactly("error", "error_description", "interval");
		ReturnCode code = confirm();
		this.host.clock().advance(Duration.ofMillis(1_100));
		assertThat(poll(wrong(code, 0)).error()).isEqualTo(PENDING);
		assertThat(poll(with(code)).status()).isEqualTo(200);
	}

	@Test
	void aPollWithTheLastWrongCodeIsSlowedDown() {
		ReturnCode code = confirm();
		for (int i = 0; i < 2; i++) {
			assertThat(poll(wrong(code, 0)).error()).isEqualTo(PENDING);
			this.host.clock().advance(Duration.ofMillis(1_100));
		}
		RawResponse early = poll(wrong(code, 0));
		assertThat(early.error()).isEqualTo("400 slow_down");
		assertThat(early.text("message")).isEqualTo("The code is incorrect");
		assertThat(poll(with(code)).status()).isEqualTo(200);
	}

	@Test
	void aPollWithACodeOfTheOtherMethodIsSlowedDownAndToldTheMethod() {
		ReturnCode loopback = confirm();
		ReturnCode typed = swap();
		assertThat(poll(with(loopback)).error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(2));
		RawResponse early = poll(with(loopback));
		assertThat(early.error()).isEqualTo("400 slow_down");
		assertThat(early.text("return_method")).isEqualTo("code");
		assertThat(poll(with(typed)).status()).isEqualTo(200);
	}

	@Test
	void aPollWithACodeDoesNotAllowAnEarlyPollWithoutOne() {
		assertThat(poll("").error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(poll("&return_code=BCD-FGH").error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(1));
		assertThat(poll("").error()).isEqualTo("400 slow_down");
	}

	@Test
	void anEarlyPollWithACodeDoesNotSlowDownAPollWithoutOne() {
		assertThat(poll("").error()).isEqualTo(PENDING);
		assertThat(poll("&return_code=BCD-FGH").error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(poll("&return_code=BCD-FGH").error()).isEqualTo("400 slow_down");
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(poll("").error()).isEqualTo(PENDING);
	}

	@Test
	void aPollThatIsSentAwayDoesNotAllowAnEarlyOne() throws Exception {
		assertThat(poll("").error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(2));
		CompletableFuture<RawResponse> waiting = waitingPoll("");
		poll("&return_code=BCD-FGH");
		assertThat(answer(waiting).error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(1));
		assertThat(poll("").error()).isEqualTo("400 slow_down");
	}

	@Test
	void aPollWhoseCodeIsComparedIsNeverSlowedDown() {
		ReturnCode code = confirm();
		for (int i = 0; i < 2; i++) {
			this.host.clock().advance(Duration.ofMillis(1_100));
			assertThat(poll(wrong(code, i)).error()).isEqualTo(PENDING);
		}
		this.host.clock().advance(Duration.ofMillis(1_100));
		assertThat(poll("").error()).isEqualTo(PENDING);
	}

	@Test
	void aPollOfACliThatKnowsIsSlowedDownAndToldTheMethod() {
		confirm();
		poll("");
		assertThat(poll(KNOWN).error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(5));
		assertThat(poll(KNOWN).error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(2));
		RawResponse early = poll(KNOWN);
		assertThat(early.error()).isEqualTo("400 slow_down");
		assertThat(early.members()).containsExactly("error", "error_description", "interval", "return_method");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "true", "yes", "11" })
	void aCliKnowsOrSaysNothing(String known) {
		assertThat(poll("&return_known=" + known).error()).isEqualTo("400 invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "\"1\"" })
	void jsonMayHaveANumber(String known) {
		assertThat(status(",\"returnKnown\":" + known).text("status")).isEqualTo("pending");
	}

	@Test
	void aRedeliveryNeedsTheCode() {
		ReturnCode code = confirm();
		String collected = poll(with(code)).body();
		assertThat(poll("").error()).isEqualTo("400 invalid_grant");
		assertThat(poll(with(code)).body()).isEqualTo(collected);
		assertThat(poll(wrong(code, 0)).error()).isEqualTo("400 invalid_grant");
		assertThat(poll(with(code)).error()).isEqualTo("400 invalid_grant");
	}

	@Test
	void aLoginThatIsNotCollectedInTimeTellsToUpdateTheTool() {
		ReturnCode code = confirm();
		this.host.clock().advance(Duration.ofMinutes(10));
		assertThat(poll("").error()).isEqualTo("400 expired_token");
		assertThat(poll("").text("error_description")).isEqualTo(LATER);
		assertThat(poll(with(code)).error()).isEqualTo("400 expired_token");
		assertThat(status("").body()).isEqualTo("{\"status\":\"expired\",\"message\":\"" + LATER + "\"}");
	}

	@Test
	void inTheFlowBrowserACliWithoutThePrefixFindsNoLogin() {
		String challenge = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
		this.device = this.host.wire()
			.form("/clilogin/device", "return_methods=code&return_port=50000&code_challenge=" + challenge);
		ReturnCode code = confirm();
		assertThat(browserPoll("00".repeat(32), code).error()).isEqualTo("400 invalid_grant");
		assertThat(browserPoll("r." + "00".repeat(32), code).status()).isEqualTo(200);
	}

	private RawResponse browserPoll(String deviceCode, ReturnCode code) {
		return this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&device_code=" + deviceCode + with(code));
	}

	@Test
	void aPollIsOneReadInEachState() {
		assertReads("", 1);
		ReturnCode code = confirm();
		assertReads("", 1);
		assertReads(KNOWN, 1);
		assertReads(wrong(code, 0), 1);
		assertReads(with(code), 1);
	}

	private void assertReads(String more, int expected) {
		int before = this.host.store().reads();
		poll(more);
		assertThat(this.host.store().reads() - before).as(more).isEqualTo(expected);
	}

}
