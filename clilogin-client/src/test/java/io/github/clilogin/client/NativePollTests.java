package io.github.clilogin.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginEvent.Waiting;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for polls of a clilogin server, which answers with a status and holds polls.
 */
@Timeout(90)
class NativePollTests {

	private static final String HELD = "Preference-Applied";

	private static final String CONFIRMED = """
			{"status":"confirmed","credentials":{"access_token":"clt_secret","token_type":"Bearer","account":"ann"}}""";

	private final ScriptedServer server = new ScriptedServer();

	private final TestTime time = new TestTime();

	private final List<LoginEvent> events = new ArrayList<>();

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private PendingLogin start(LoginTiming time) throws CliLoginException {
		return CliLoginClient.builder(this.server.uri())
			.clientId("acme")
			.scopes("read")
			.browser(BrowserLauncher.none())
			.time(time)
			.build()
			.start();
	}

	private Credentials await(ScriptedServer.Reply... replies) throws CliLoginException {
		this.server.thenStart().then(replies);
		try (PendingLogin login = start(this.time.toTime())) {
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

	private static ScriptedServer.Reply pending(int interval, String... headers) {
		return pending(interval, 500, headers);
	}

	private static ScriptedServer.Reply pending(int interval, int left, String... headers) {
		return ScriptedServer.reply(200, "application/json",
				"{\"status\":\"pending\",\"interval\":" + interval + ",\"expires_in\":" + left + "}", headers);
	}

	/** Replies after the given time, like a proxy that cuts a held poll. */
	private ScriptedServer.Reply cut(Duration held, ScriptedServer.Reply reply) {
		return (exchange) -> {
			this.time.advance(held);
			reply.send(exchange);
		};
	}

	private ScriptedServer.Reply held(Duration held) {
		return (exchange) -> {
			this.time.advance(held);
			pending(5, HELD, "wait=25").send(exchange);
		};
	}

	private static ScriptedServer.Reply confirmed() {
		return ScriptedServer.json(200, CONFIRMED);
	}

	@Test
	void theStatusContainsTheCredentials() throws Exception {
		Credentials credentials = await(confirmed());
		assertThat(credentials.account()).isEqualTo("ann");
		assertThat(credentials.scopes()).containsExactly("read");
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/status");
		assertThat(this.server.last().form()).isEqualTo(Map.of("device_code", "device-code", "client_id", "acme"));
	}

	@Test
	void anIntervalThatGrewIsKept() throws Exception {
		await(pending(5), pending(10), pending(5), confirmed());
		assertThat(this.events).containsExactly(new Waiting(Duration.ofMillis(5500)),
				new Waiting(Duration.ofSeconds(11)), new Waiting(Duration.ofSeconds(11)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{\"status\":\"rejected\",\"message\":\"Ask Bob\"} | REJECTED | The login was rejected: Ask Bob",
			"{\"status\":\"rejected\"} | REJECTED | The login was rejected.",
			"{\"status\":\"expired\"} | EXPIRED | The login expired before it was confirmed. Log in again.",
			"{\"status\":\"unknown\"} | PROTOCOL | The server no longer knows this login. Log in again.",
			"{\"status\":\"dancing\"} | PROTOCOL | The server's response has an unknown status. Update this command-line tool.",
			"{\"status\":\"confirmed\"} | PROTOCOL | "
					+ "The server's response is incomplete (no credentials). Check the server's address." })
	void everyOtherStatusEndsTheWaiting(String status, Reason reason, String sentence) {
		CliLoginException ex = awaitFailure(ScriptedServer.json(200, status));
		assertThat(ex.reason()).isEqualTo(reason);
		assertThat(ex).hasMessage(sentence);
	}

	@Test
	void aBadNetworkNeverEndsIt() throws Exception {
		await(ScriptedServer.html(502), ScriptedServer.hangUp(), ScriptedServer.html(200),
				ScriptedServer.json(503, "{\"error\":\"temporarily_unavailable\"}"), confirmed());
		assertThat(this.events).hasSize(4).allMatch(Retrying.class::isInstance);
	}

	@Test
	void theServerIsAskedToHoldThePollForAsLongAsThereIsTime() throws Exception {
		this.server.then(this.server.started("expires_in\":30,\"interval\":5,\"x"))
			.then(pending(5, 30), pending(20, 24), pending(5, 2), ScriptedServer.json(200, "{\"status\":\"expired\"}"));
		PendingLogin login = start(this.time.toTime());
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await(this.events::add));
		assertThat(this.server.requests).extracting(ScriptedServer.Request::prefer)
			.containsExactly("null", "wait=25", "wait=24", "wait=2", "null");
	}

	@Test
	void afterAHeldPollTheIntervalCountsFromItsSending() throws Exception {
		await(held(Duration.ofSeconds(25)), held(Duration.ofSeconds(2)), held(Duration.ZERO), confirmed());
		assertThat(this.events).containsExactly(new Waiting(Duration.ZERO), new Waiting(Duration.ofMillis(3500)),
				new Waiting(Duration.ofMillis(5500)));
	}

	@Test
	void aPollThatIsCutOffIsHeldForLessNextTimeAndCountsAsNoFailure() throws Exception {
		await(cut(Duration.ofSeconds(20), ScriptedServer.html(504)),
				cut(Duration.ofSeconds(12), ScriptedServer.hangUp()), held(Duration.ofSeconds(6)),
				ScriptedServer.html(502), ScriptedServer.html(502), ScriptedServer.html(502), confirmed());
		assertThat(this.server.requests.subList(1, 5)).extracting(ScriptedServer.Request::prefer)
			.containsExactly("wait=25", "wait=12", "wait=6", "wait=6");
		assertThat(this.events).containsExactly(new Waiting(Duration.ofSeconds(1)), new Waiting(Duration.ofSeconds(1)),
				new Waiting(Duration.ZERO), new Retrying("HTTP 502", Duration.ofMillis(5500)),
				new Retrying("HTTP 502", Duration.ofMillis(5500)), new Retrying("HTTP 502", Duration.ofMillis(5500)));
	}

	@Test
	void aPollThatIsCutOffDoesNotEndAFailure() throws Exception {
		await(ScriptedServer.html(502), cut(Duration.ofSeconds(20), ScriptedServer.html(504)), held(Duration.ZERO),
				confirmed());
		assertThat(this.events).containsExactly(new Retrying("HTTP 502", Duration.ofMillis(5500)),
				new Retrying("HTTP 504", Duration.ofSeconds(1)), new Waiting(Duration.ofMillis(5500)));
	}

	@Test
	void clisThatWereCutOffTogetherReturnSeparately() throws Exception {
		this.server.thenStart()
			.then(cut(Duration.ofSeconds(20), ScriptedServer.hangUp()),
					cut(Duration.ofSeconds(10), ScriptedServer.hangUp()), confirmed());
		Iterator<Double> random = List.of(0.2, 0.7).iterator();
		assertThat(start(new LoginTiming(this.time, this.time, random::next)).await(this.events::add).account())
			.isEqualTo("ann");
		assertThat(this.time.sleeps).extracting(Duration::toMillis).containsExactly(1200L, 1700L);
	}

	@Test
	void repeatedlyCutPollsAreNoLongerHeld() throws Exception {
		ScriptedServer.Reply cut = cut(Duration.ofSeconds(2), ScriptedServer.html(504));
		await(cut, cut, cut, cut, cut, cut, cut, cut, cut, cut, confirmed());
		assertThat(this.server.requests.subList(1, 8)).extracting(ScriptedServer.Request::prefer)
			.containsExactly("wait=25", "wait=12", "wait=6", "wait=3", "wait=1", "null", "null");
		assertThat(this.time.sleeps).extracting(Duration::toMillis)
			.containsExactly(3500L, 3500L, 3500L, 3500L, 3500L, 5500L, 5500L, 5500L, 8000L, 16_000L);
	}

	@Test
	void aFailedConnectionDoesNotShortenTheWait() throws Exception {
		URI away = URI.create("http://127.0.0.1:" + freePort());
		this.server.thenStart();
		this.time.perReading = Duration.ofSeconds(1);
		PendingLogin login = CliLoginClient.builder(this.server.uri())
			.endpoints(new ServerEndpoints(ServerEndpoints.of(this.server.uri()).device(), away, away, null, null))
			.time(this.time.toTime())
			.build()
			.start();
		List<ScriptedServer> back = new ArrayList<>();
		this.time.whileAsleep = () -> {
			if (this.events.size() == 6) {
				back.add(new ScriptedServer(away.getPort()).then(confirmed()));
			}
		};
		try {
			assertThat(login.await(this.events::add).account()).isEqualTo("ann");
			assertThat(this.events).hasSize(6).allMatch(Retrying.class::isInstance);
			assertThat(back.get(0).last().prefer()).isEqualTo("wait=25");
		}
		finally {
			back.forEach(ScriptedServer::close);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Test
	void aServerThatIsSlowlyBusyIsAskedAgainWhenItSays() throws Exception {
		await(cut(Duration.ofSeconds(20), ScriptedServer.reply(503, "text/plain", "", "Retry-After", "40")),
				confirmed());
		assertThat(this.events).containsExactly(new Retrying("HTTP 503", Duration.ofSeconds(40)));
		assertThat(this.server.last().prefer()).isEqualTo("wait=25");
	}

	@Test
	void aClockThatIsSetForwardEndsNoLoginThatTheServerStillKnows() throws Exception {
		this.time.whileAsleep = () -> this.time.advance(Duration.ofHours(9));
		assertThat(await(pending(5), pending(5), pending(5), confirmed()).account()).isEqualTo("ann");
		assertThat(this.server.requests).extracting(ScriptedServer.Request::prefer)
			.containsExactly("null", "wait=25", "null", "null", "null");
	}

	@Test
	void aClockSetBackDoesNotProlongTheWaitForAMissingServer() throws Exception {
		ScriptedServer.Reply[] replies = Collections.nCopies(200, ScriptedServer.html(502))
			.toArray(ScriptedServer.Reply[]::new);
		replies[0] = held(Duration.ofHours(-9));
		assertThat(awaitFailure(replies).reason()).isEqualTo(Reason.UNREACHABLE);
		assertThat(this.time.instant())
			.isEqualTo(TestTime.START.minus(Duration.ofHours(9)).plus(Duration.ofSeconds(500)));
	}

	@Test
	void withoutItsWordASlowServerIsPolledAtTheInterval() throws Exception {
		await((exchange) -> {
			this.time.advance(Duration.ofSeconds(25));
			pending(5).send(exchange);
		}, (exchange) -> {
			this.time.advance(Duration.ofSeconds(25));
			pending(5, HELD, "return=minimal").send(exchange);
		}, cut(Duration.ofSeconds(25), pending(5, HELD, "waiting=25, await=25")), confirmed());
		assertThat(this.events).containsOnly(new Waiting(Duration.ofMillis(5500)));
	}

	@Test
	void aClockSetBackDoesNotProlongTheDelay() throws Exception {
		await(held(Duration.ofHours(-1)), confirmed());
		assertThat(this.events).containsExactly(new Waiting(Duration.ofMillis(5500)));
	}

	@Test
	void closingEndsAPollThatTheServerHolds() throws Exception {
		CountDownLatch polled = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(1);
		this.server.thenStart().then((exchange) -> {
			polled.countDown();
			await(over);
		});
		PendingLogin login = start(LoginTiming.system());
		CompletableFuture<Credentials> credentials = login.awaitAsync(this.events::add);
		assertThat(polled.await(30, TimeUnit.SECONDS)).isTrue();
		login.close();
		assertThat(credentials.handle((done, problem) -> problem).get(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(
				CliLoginException.class, (ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
		over.countDown();
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
	void aFutureBringsTheCredentials() throws Exception {
		this.server.thenStart().then(confirmed());
		try (PendingLogin login = start(this.time.toTime())) {
			assertThat(login.awaitAsync(this.events::add).get(30, TimeUnit.SECONDS).account()).isEqualTo("ann");
		}
		assertThat(this.server.last().path()).isEqualTo("/clilogin/status");
	}

	@Test
	void aFutureThatIsCancelledTellsTheServer() throws Exception {
		CountDownLatch cancelled = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		this.server.thenStart().then(pending(5), (exchange) -> {
			cancelled.countDown();
			ScriptedServer.json(200, "{}").send(exchange);
		});
		CompletableFuture<Credentials> credentials = start(LoginTiming.system())
			.awaitAsync((event) -> waiting.countDown());
		assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
		credentials.cancel(true);
		assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
	}

	/** The process may exit after {@code close()}, so the server has to know by then. */
	@Test
	void closingWaitsForTheThreadThatTellsTheServer() throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		CountDownLatch telling = new CountDownLatch(1);
		CountDownLatch told = new CountDownLatch(1);
		this.server.thenStart().then(pending(5), (exchange) -> {
			telling.countDown();
			await(told);
			ScriptedServer.json(200, "{}").send(exchange);
		});
		PendingLogin login = start(LoginTiming.system());
		CompletableFuture<Credentials> credentials = login.awaitAsync((event) -> waiting.countDown());
		assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
		credentials.cancel(true);
		assertThat(telling.await(30, TimeUnit.SECONDS)).isTrue();
		Thread closing = new Thread(login::close);
		closing.start();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> closing.getState() == Thread.State.BLOCKED);
		told.countDown();
		closing.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(closing.isAlive()).isFalse();
	}

	@Test
	void theListenerMayCancelTheFuture() throws Exception {
		CountDownLatch cancelled = new CountDownLatch(1);
		CompletableFuture<CompletableFuture<Credentials>> future = new CompletableFuture<>();
		this.server.thenStart().then(pending(5), (exchange) -> cancelled.countDown());
		PendingLogin login = start(this.time.toTime());
		future.complete(login.awaitAsync((event) -> future.join().cancel(true)));
		assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/status", "/clilogin/cancel");
	}

	@Test
	void aFutureCompletesWithTheExceptionOfTheListener() throws Exception {
		Error error = new NoClassDefFoundError("org/example/Spinner");
		this.server.thenStart().then(pending(5));
		try (PendingLogin login = start(this.time.toTime())) {
			CompletableFuture<Credentials> credentials = login.awaitAsync((event) -> {
				throw error;
			});
			assertThat(credentials.handle((done, problem) -> problem).get(30, TimeUnit.SECONDS)).isSameAs(error);
		}
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
	}

	@Test
	void suspendingEndsTheWait() throws Exception {
		this.server.thenStart().then(pending(5), confirmed());
		PendingLogin login = start(this.time.toTime());
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await((event) -> login.suspend()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
		login.close();
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/status");
	}

	@Test
	void credentialsOfASuspendedLoginAreNotRevoked() throws Exception {
		this.server.thenStart();
		PendingLogin login = start(this.time.toTime());
		this.server.then((exchange) -> {
			login.suspend();
			confirmed().send(exchange);
		});
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await(this.events::add));
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/status");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait=25", "Wait=25", "wait", "return=minimal, wait=25", "respond-async,wait" })
	void theServersWordMayStandBesideOthers(String applied) throws Exception {
		await(cut(Duration.ofSeconds(25), pending(5, HELD, applied)), confirmed());
		assertThat(this.events).containsExactly(new Waiting(Duration.ZERO));
	}

	@Test
	void credentialsOfACancelledFutureAreRevoked() throws Exception {
		CountDownLatch revoked = new CountDownLatch(1);
		CompletableFuture<CompletableFuture<Credentials>> future = new CompletableFuture<>();
		this.server.thenStart().then((exchange) -> {
			future.join().cancel(true);
			confirmed().send(exchange);
		}, (exchange) -> revoked.countDown());
		PendingLogin login = start(LoginTiming.system());
		future.complete(login.awaitAsync(this.events::add));
		assertThat(revoked.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.server.last().path()).isEqualTo("/clilogin/revoke");
		assertThat(this.server.last().form()).containsEntry("token", "clt_secret");
	}

	@Test
	void aSuspendedLoginIsWaitedForElsewhere() throws Exception {
		this.server.thenStart().then(pending(5), confirmed());
		PendingLogin first = start(this.time.toTime());
		String suspended = first.suspend();
		first.close();
		assertThat(this.server.paths()).containsExactly("/clilogin/device");
		PendingLogin second = resume("", suspended);
		assertThat(second.userCode()).isEqualTo(first.userCode());
		assertThat(second.link()).isEqualTo(first.link());
		assertThat(second.expiresAt()).isEqualTo(first.expiresAt());
		assertThat(second.flow()).isEqualTo(LoginFlow.CONFIRM);
		Credentials credentials = second.await(this.events::add);
		assertThat(credentials.account()).isEqualTo("ann");
		assertThat(credentials.scopes()).containsExactly("read");
		assertThat(this.server.last().form()).containsEntry("device_code", "device-code");
	}

	@Test
	void aSuspendedLoginIsNotTakenToAnotherServer() throws Exception {
		this.server.thenStart().then(confirmed());
		String suspended = start(this.time.toTime()).suspend();
		assertThat(resume("", suspended).suspend()).isEqualTo(suspended);
		assertThat(resume("/", suspended).await(this.events::add).account()).isEqualTo("ann");
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> resume("/app", suspended))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.OTHER_SERVER))
			.withMessage("This login was started at " + this.server.uri() + ", not at " + this.server.uri()
					+ "/app. Resume it at the server that started it.");
		assertThat(this.server.paths()).containsExactly("/clilogin/device", "/clilogin/status");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "acme,other,the client acme,the client other",
			"acme,-,the client acme,a client without an ID", "-,acme,a client without an ID,the client acme" })
	void aSuspendedLoginIsNotTakenToAnotherClient(@Nullable String by, @Nullable String with, String starter,
			String other) throws Exception {
		this.server.thenStart();
		String suspended = client(by).start().suspend();
		assertThat(client(by).resume(suspended).suspend()).isEqualTo(suspended);
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> client(with).resume(suspended))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.OTHER_CLIENT))
			.withMessage("This login was started by " + starter + ", not by " + other
					+ ". Resume it with the client that started it.");
	}

	private CliLoginClient client(@Nullable String id) {
		CliLoginClient.Builder client = CliLoginClient.builder(this.server.uri());
		return ((id != null) ? client.clientId(id) : client).build();
	}

	private PendingLogin resume(String path, String suspended) throws CliLoginException {
		return CliLoginClient.builder(URI.create(this.server.uri() + path))
			.clientId("acme")
			.time(this.time.toTime())
			.build()
			.resume(suspended);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"flow\":\"CODE\"}", "{\"flow\":\"SECRET\",\"device_code\":\"SECRET\"}" })
	void anInvalidSuspendedLoginIsRefusedAndNotQuoted(String text) {
		CliLoginClient client = CliLoginClient.builder(this.server.uri()).build();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> client.resume(text))
			.withMessageNotContaining("SECRET")
			.withNoCause();
	}

}
