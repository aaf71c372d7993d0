package io.github.clilogin.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginEvent.SlowedDown;
import io.github.clilogin.client.LoginEvent.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/**
 * Tests for {@link PendingLogin}: waiting, bad networks and the end of a login.
 */
@Timeout(90)
class PendingLoginTests {

	private static final Duration INTERVAL = Duration.ofMillis(5500);

	private final ScriptedServer server = new ScriptedServer();

	private final TestTime time = new TestTime();

	private final List<LoginEvent> events = new ArrayList<>();

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private PendingLogin start() throws CliLoginException {
		return start(this.time.toTime());
	}

	/** Starts a login at an RFC 8628 server that can also cancel and revoke. */
	private PendingLogin start(LoginTiming time) throws CliLoginException {
		URI clilogin = this.server.uri().resolve("/clilogin/");
		return CliLoginClient.builder(this.server.uri())
			.endpoints(new ServerEndpoints(clilogin.resolve("device"), clilogin.resolve("token"), null,
					clilogin.resolve("cancel"), clilogin.resolve("revoke")))
			.clientId("acme")
			.scopes("read")
			.time(time)
			.build()
			.start();
	}

	private Credentials await(ScriptedServer.Reply... replies) throws CliLoginException {
		this.server.thenStart().then(replies);
		try (PendingLogin login = start()) {
			return login.await(this.events::add);
		}
	}

	private CliLoginException awaitFailure(ScriptedServer.Reply... replies) {
		try {
			throw new AssertionError("Unexpected " + await(replies));
		}
		catch (CliLoginException ex) {
			return ex;
		}
	}

	private static ScriptedServer.Reply[] repeated(int times, ScriptedServer.Reply reply) {
		return Collections.nCopies(times, reply).toArray(ScriptedServer.Reply[]::new);
	}

	@Test
	void theFirstPollComesAtOnceAndBringsTheCredentials() throws Exception {
		Credentials credentials = await(ScriptedServer.json(200, """
				{"access_token":"clt_secret","token_type":"Bearer","expires_in":60,"scope":"read  write",
				"account":"ann\\u0007","refresh_token":null,"more":[{"a":1}]}"""));
		assertThat(credentials).isEqualTo(new Credentials("clt_secret", "Bearer", TestTime.START.plusSeconds(60),
				Set.of("read", "write"), "ann"));
		assertThat(this.time.sleeps).isEmpty();
		assertThat(this.server.last().form()).isEqualTo(Map.of("grant_type",
				"urn:ietf:params:oauth:grant-type:device_code", "device_code", "device-code", "client_id", "acme"));
	}

	@Test
	void scopesThatTheServerDoesNotNameAreThoseAskedFor() throws Exception {
		assertThat(await(ScriptedServer.granted()).scopes()).containsExactly("read");
	}

	@Test
	void aPendingLoginIsPolledAtTheIntervalAndATenth() throws Exception {
		await(ScriptedServer.error("authorization_pending"), ScriptedServer.error("authorization_pending"),
				ScriptedServer.granted());
		assertThat(this.events).containsExactly(new Waiting(INTERVAL), new Waiting(INTERVAL));
		assertThat(this.time.sleeps).containsExactly(INTERVAL, INTERVAL);
	}

	@Test
	void slowDownAddsFiveSecondsEachTimeOrWhatTheServerSays() throws Exception {
		await(ScriptedServer.error("slow_down"), ScriptedServer.json(400, "{\"error\":\"slow_down\",\"interval\":20}"),
				ScriptedServer.error("authorization_pending"), ScriptedServer.granted());
		assertThat(this.events).containsExactly(new SlowedDown(Duration.ofSeconds(11)),
				new SlowedDown(Duration.ofSeconds(22)), new Waiting(Duration.ofSeconds(22)));
	}

	@Test
	void slowDownHeedsRetryAfterToo() throws Exception {
		String body = "{\"error\":\"slow_down\",\"interval\":20}";
		await(ScriptedServer.reply(429, "application/json", body, "Retry-After", "30"),
				ScriptedServer.reply(400, "application/json", body, "Retry-After", "1"), ScriptedServer.granted());
		assertThat(this.events).containsExactly(new SlowedDown(Duration.ofSeconds(33)),
				new SlowedDown(Duration.ofMillis(38_500)));
	}

	@Test
	void aBadNetworkNeverEndsALogin() throws Exception {
		ScriptedServer.Reply[] replies = { ScriptedServer.hangUp(), ScriptedServer.html(200), ScriptedServer.html(502),
				ScriptedServer.json(429, "{}"), ScriptedServer.reply(302, "text/html", "", "Location", "/portal"),
				ScriptedServer.json(500, "{\"error\":\"server_error\"}"), ScriptedServer.json(408, "<"),
				ScriptedServer.json(400, "{\"error\":\"temporarily_unavailable\"}"),
				ScriptedServer.json(429, "{\"status\":429,\"error\":\"Too Many Requests\"}"),
				ScriptedServer.json(408, "{\"status\":408,\"error\":\"Request Timeout\"}"),
				ScriptedServer.json(302, "{\"error\":\"Found\"}"), ScriptedServer.granted() };
		assertThat(await(replies).account()).isEqualTo("ann");
		assertThat(this.events).hasSize(11).allMatch(Retrying.class::isInstance);
		assertThat(this.time.sleeps).extracting(Duration::toMillis)
			.containsExactly(5500L, 5500L, 5500L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L, 30_000L, 30_000L, 30_000L);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405, 413 })
	void aPageOfSomethingOnTheWayNeverEndsALogin(int status) throws Exception {
		assertThat(await(ScriptedServer.html(status), ScriptedServer.granted()).account()).isEqualTo("ann");
		assertThat(this.events).containsExactly(new Retrying("HTTP " + status, INTERVAL));
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404, 405 })
	void aServerThatTakesNoPollUntilTheEndIsTheWrongOne(int status) {
		CliLoginException ex = awaitFailure(repeated(200, ScriptedServer.html(status)));
		assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL);
		assertThat(ex).hasMessage("The server did not answer any poll until the login expired (HTTP " + status
				+ "). Check the server's address and any proxy.");
	}

	@Test
	void aServerThatAnsweredAPollIsUnreachableLater() {
		ScriptedServer.Reply[] replies = repeated(200, ScriptedServer.html(404));
		replies[3] = ScriptedServer.error("authorization_pending");
		assertThat(awaitFailure(replies).reason()).isEqualTo(Reason.UNREACHABLE);
	}

	@ParameterizedTest
	@CsvSource({ "429,Too Many Requests", "429,temporarily_unavailable", "503,temporarily_unavailable",
			"503,Service Unavailable" })
	void aServerThatIsBusyIsAskedAgainWhenItSays(int status, String error) throws Exception {
		await(ScriptedServer.reply(status, "application/json",
				"{\"status\":" + status + ",\"error\":\"" + error + "\"}", "Retry-After", "17"),
				ScriptedServer.granted());
		assertThat(this.events).containsExactly(new Retrying("HTTP " + status, Duration.ofSeconds(17)));
	}

	@Test
	void aCodeOfTheProtocolIsUnderstoodEvenWithTooManyRequests() throws Exception {
		await(ScriptedServer.json(429, "{\"error\":\"slow_down\"}"),
				ScriptedServer.json(429, "{\"error\":\"authorization_pending\"}"), ScriptedServer.granted());
		assertThat(this.events).containsExactly(new SlowedDown(Duration.ofSeconds(11)),
				new Waiting(Duration.ofSeconds(11)));
		assertThat(awaitFailure(ScriptedServer.json(429, "{\"error\":\"invalid_client\"}")).reason())
			.isEqualTo(Reason.PROTOCOL);
	}

	@Test
	void backoffStartsAnewAfterAnAnswer() throws Exception {
		await(ScriptedServer.html(502), ScriptedServer.html(502), ScriptedServer.html(502), ScriptedServer.html(502),
				ScriptedServer.error("authorization_pending"), ScriptedServer.html(502), ScriptedServer.granted());
		assertThat(this.time.sleeps).extracting(Duration::toMillis)
			.containsExactly(5500L, 5500L, 5500L, 8000L, 5500L, 5500L);
	}

	@Test
	void beingSlowedDownIsAnAnswerToo() throws Exception {
		await(ScriptedServer.html(502), ScriptedServer.html(502), ScriptedServer.html(502), ScriptedServer.html(502),
				ScriptedServer.error("slow_down"), ScriptedServer.html(502), ScriptedServer.granted());
		assertThat(this.time.sleeps).extracting(Duration::toMillis)
			.containsExactly(5500L, 5500L, 5500L, 8000L, 11_000L, 11_000L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_denied", "expired_token", "invalid_grant" })
	void aServerErrorDoesNotDecideTheLogin(String error) throws Exception {
		await(ScriptedServer.json(500, "{\"error\":\"" + error + "\"}"), ScriptedServer.granted());
		assertThat(this.events).containsExactly(new Retrying("HTTP 500", INTERVAL));
	}

	@Test
	void clisThatFailedTogetherReturnSeparately() throws Exception {
		this.server.thenStart().then(repeated(6, ScriptedServer.html(502))).then(ScriptedServer.granted());
		LoginTiming time = new LoginTiming(this.time, this.time, () -> 0.8);
		assertThat(start(time).await(this.events::add).account()).isEqualTo("ann");
		assertThat(this.time.sleeps).extracting(Duration::toMillis)
			.containsExactly(6600L, 6600L, 6600L, 9600L, 19_200L, 36_000L);
	}

	@Test
	void retryAfterIsHonouredInBothSpellings() throws Exception {
		await(ScriptedServer.reply(503, "text/plain", "", "Retry-After", "90"),
				ScriptedServer.reply(503, "text/plain", "", "Retry-After", "Sat, 21 Nov 2026 10:04:00 GMT"),
				ScriptedServer.reply(503, "text/plain", "", "Retry-After", "soon"), ScriptedServer.granted());
		assertThat(this.time.sleeps).extracting(Duration::toSeconds).containsExactly(90L, 150L, 5L);
	}

	@Test
	void aRejectionCarriesTheMessageWithoutControlCharacters() {
		CliLoginException ex = awaitFailure(ScriptedServer.json(400,
				"{\"error\":\"access_denied\",\"error_description\":\"d\",\"message\":\"Not\\u001b now\\n\"}"));
		assertThat(ex.reason()).isEqualTo(Reason.REJECTED);
		assertThat(ex.serverMessage()).isEqualTo("Not now");
		assertThat(ex).hasMessage("The login was rejected: Not now");
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/token");
	}

	@Test
	void aRejectionIsUnderstoodWithHttpStatus403() {
		assertThat(awaitFailure(ScriptedServer.json(403, "{\"error\":\"access_denied\"}")).reason())
			.isEqualTo(Reason.REJECTED);
	}

	@Test
	void theServerMayDeclareALoginExpired() {
		assertThat(awaitFailure(ScriptedServer.error("expired_token")).reason()).isEqualTo(Reason.EXPIRED);
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/token");
	}

	@Test
	void aLoginThatExpiresIsPolledOnceMoreAtItsEnd() throws Exception {
		this.server.then(this.server.started("expires_in\":600,\"interval\":60,\"x"))
			.then(repeated(20, ScriptedServer.error("authorization_pending")));
		PendingLogin login = start();
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await(this.events::add))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.EXPIRED));
		assertThat(this.time.instant()).isEqualTo(TestTime.START.plusSeconds(600));
		assertThat(this.time.sleeps).hasSize(10).endsWith(Duration.ofSeconds(6));
		assertThat(this.server.requests).hasSize(1 + 11);
	}

	@Test
	void theLastPollMayStillBringTheCredentials() throws Exception {
		this.time.whileAsleep = () -> this.time.advance(Duration.ofHours(9));
		assertThat(await(ScriptedServer.error("authorization_pending"), ScriptedServer.granted())).isNotNull();
	}

	@Test
	void aLoginThatTheServerHasSweptAwayByNowIsExpired() {
		this.time.whileAsleep = () -> this.time.advance(Duration.ofHours(9));
		assertThat(awaitFailure(ScriptedServer.error("authorization_pending"), ScriptedServer.error("invalid_grant"))
			.reason()).isEqualTo(Reason.EXPIRED);
	}

	@Test
	void aServerThatFailsUntilTheEndIsUnreachableNotTimedOut() {
		CliLoginException ex = awaitFailure(repeated(200, ScriptedServer.html(502)));
		assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE);
		assertThat(ex).hasMessageContaining("HTTP 502");
	}

	@Test
	void theDecisionIsUnknownWhenTheLastPollFails() {
		this.time.whileAsleep = () -> this.time.advance(Duration.ofHours(9));
		CliLoginException ex = awaitFailure(ScriptedServer.error("authorization_pending"), ScriptedServer.html(502));
		assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE);
		assertThat(ex).hasMessage("The server could not be reached when the login expired (HTTP 502). "
				+ "The decision is unknown. Check the network and log in again.");
	}

	@Test
	void aPermanentErrorEndsTheLogin() {
		assertThat(awaitFailure(ScriptedServer.json(404, "{}"))).hasMessageContaining("HTTP 404");
		assertThat(awaitFailure(ScriptedServer.error("invalid_grant")).reason()).isEqualTo(Reason.PROTOCOL);
		assertThat(awaitFailure(ScriptedServer.error("invalid_request"))).hasMessageContaining("invalid_request");
		assertThat(awaitFailure(ScriptedServer.json(200, "{}"))).hasMessageContaining("access_token");
		assertThat(this.time.sleeps).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "clt_\\r\\nsecret, Bearer", "clt secret, Bearer", "clt_s\\u00e9cret, Bearer", "clt_secret\\n, Bearer",
			"clt_secret, Bea\\nrer", "clt_secret, Bearer:", "clt_secret, B\\u00e9arer" })
	void aTokenThatNoHeaderCanCarryIsRefused(String token, String type) {
		CliLoginException ex = awaitFailure(
				ScriptedServer.json(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"" + type + "\"}"));
		assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL);
		assertThat(ex).hasMessageContaining("access_token").hasMessageNotContaining("clt");
	}

	@Test
	void closingBeforeTheEndTellsTheServer() throws Exception {
		this.server.thenStart();
		PendingLogin login = start();
		login.close();
		login.close();
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/cancel");
		assertThat(this.server.last().form()).containsEntry("device_code", "device-code");
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await(this.events::add))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
	}

	@Test
	void closingAfterTheCredentialsTellsTheServerNothing() throws Exception {
		await(ScriptedServer.granted());
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/token");
	}

	@Test
	void closingSurvivesAServerThatIsGone() throws Exception {
		this.server.thenStart();
		PendingLogin login = start();
		this.server.close();
		login.close();
	}

	@Test
	void closingTakesTwoSecondsAtMost() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		this.server.thenStart().then((exchange) -> await(over));
		PendingLogin login = start(new LoginTiming(this.time, this.time, () -> 0, Duration.ofMillis(200)));
		assertTimeout(Duration.ofSeconds(30), login::close);
		over.countDown();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
		assertThat(LoginTiming.system().cancelTimeout()).isEqualTo(Duration.ofSeconds(2));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void closingFromAnotherThreadEndsTheWaitAtOnce() throws Exception {
		this.server.thenStart().then(ScriptedServer.json(400, "{\"error\":\"slow_down\",\"interval\":300}"));
		PendingLogin login = start(LoginTiming.system());
		CountDownLatch waiting = new CountDownLatch(1);
		CompletableFuture<Reason> reason = CompletableFuture.supplyAsync(() -> reasonOf(login, waiting));
		assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
		login.close();
		assertThat(reason.get(30, TimeUnit.SECONDS)).isEqualTo(Reason.CANCELLED);
	}

	private static Reason reasonOf(PendingLogin login, CountDownLatch waiting) {
		try {
			throw new AssertionError(login.await((event) -> waiting.countDown()).toString());
		}
		catch (CliLoginException ex) {
			return ex.reason();
		}
	}

	@Test
	void credentialsThatArriveAfterClosingAreDropped() throws Exception {
		this.server.thenStart();
		PendingLogin login = start();
		this.server.then((exchange) -> {
			login.close();
			ScriptedServer.granted().send(exchange);
		});
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await(this.events::add))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/token", "/clilogin/cancel",
				"/clilogin/revoke");
		assertThat(this.server.last().form()).containsEntry("token", "clt_secret");
	}

	@Test
	void anInterruptCancelsAndTheServerHearsOfIt() throws Exception {
		this.server.thenStart();
		try (PendingLogin login = start()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await(this.events::add))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
		}
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
	}

	@Test
	void credentialsAreDeliveredOnce() throws Exception {
		this.server.thenStart().then(ScriptedServer.granted());
		try (PendingLogin login = start()) {
			assertThat(login.await(this.events::add).toString()).doesNotContain("clt_secret");
			assertThatIllegalStateException().isThrownBy(() -> login.await(this.events::add));
		}
	}

}
