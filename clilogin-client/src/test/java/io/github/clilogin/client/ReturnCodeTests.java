package io.github.clilogin.client;

import java.io.IOError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.CliLoginException.Reason;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for logins that demand a return code, with a scripted server and a real listener.
 */
@Timeout(60)
class ReturnCodeTests {

	private static final String DEVICE_CODE = "r." + "A".repeat(43);

	private static final String POSTED = "p".repeat(43);

	private static final ScriptedServer.Reply CONFIRMED = ScriptedServer.json(200,
			"""
					{"status":"confirmed","credentials":{"access_token":"clt_secret","token_type":"Bearer","account":"ann"}}""");

	private final ScriptedServer server = new ScriptedServer();

	private final TestTime time = new TestTime();

	private final List<String> questions = new CopyOnWriteArrayList<>();

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private CliLoginClient.Builder client(BrowserLauncher browser) {
		return CliLoginClient.builder(this.server.uri()).clientId("acme").browser(browser).time(this.time.toTime());
	}

	private @Nullable String ask(@Nullable URI page, boolean isRepeated) throws InterruptedException {
		this.questions.add(((page != null) ? page.getPath() : "shown") + (isRepeated ? " again" : ""));
		String answer = this.answers.take();
		return answer.equals("EOF") ? null : answer;
	}

	private PendingLogin start(String demanded) throws CliLoginException {
		this.server.then(started(demanded));
		return client((page) -> true).returnCodePrompt(this::ask).build().start();
	}

	private PendingLogin startWithoutBrowser() throws CliLoginException {
		this.server.then(started("code"));
		return client(BrowserLauncher.none()).returnCodePrompt(this::ask).build().start();
	}

	private ScriptedServer.Reply started(String demanded) {
		return ScriptedServer.json(200, """
				{"device_code":"%s","user_code":"BCDF-GHJK","verification_uri":"%2$s/clilogin",
				"verification_uri_complete":"%2$s/clilogin?user_code=BCDF-GHJK","expires_in":600,"interval":5,
				"return_methods":"%3$s"}""".formatted(DEVICE_CODE, this.server.uri(), demanded));
	}

	private static ScriptedServer.Reply demanded(String method) {
		return ScriptedServer.json(200,
				"{\"status\":\"pending\",\"interval\":5,\"expires_in\":500,\"return_method\":\"" + method + "\"}");
	}

	private static Credentials await(PendingLogin login) throws CliLoginException {
		try (login) {
			return login.await((event) -> {
			});
		}
	}

	private Map<String, String> poll(int index) {
		ScriptedServer.Request request = this.server.requests.get(index + 1);
		assertThat(request.path()).isEqualTo("/clilogin/status");
		return request.form();
	}

	/** Posts the form of the page. */
	private HttpResponse<Void> post(String code) throws Exception {
		String id = String.valueOf(LoginId.of(DEVICE_CODE));
		String port = this.server.requests.get(0).form().get("return_port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/clilogin/return"))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.header("Origin", this.server.uri().toString())
				.POST(BodyPublishers.ofString("login_id=" + id + "&return_code=" + code))
				.build(), BodyHandlers.discarding());
	}

	private void postUnchecked() {
		try {
			assertThat(post(POSTED).headers().firstValue("Location"))
				.hasValue(this.server.uri() + "/clilogin/finished");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Posts while the client sleeps after its first poll. */
	private boolean isPosting() {
		boolean isFirst = this.server.requests.size() == 2;
		if (isFirst) {
			postUnchecked();
		}
		return isFirst;
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "true,true,loopback code", "true,false,loopback", "false,true,code", "false,false,-" })
	void theClientOffersOnlyWhatItCanDo(boolean hasBrowser, boolean hasPrompt, @Nullable String offered)
			throws Exception {
		this.server.thenStart();
		CliLoginClient.Builder client = client(hasBrowser ? (page) -> true : BrowserLauncher.none());
		(hasPrompt ? client.returnCodePrompt(this::ask) : client).build().start();
		Map<String, String> form = this.server.last().form();
		assertThat(form.get("return_methods")).isEqualTo(offered);
		assertThat(form.containsKey("return_port")).isEqualTo(hasBrowser);
	}

	@Test
	void aServerThatDemandsNoCodeIsPolledAsBeforeAndNothingListens() throws Exception {
		this.server.thenStart().then(ScriptedServer.json(200, "{\"status\":\"pending\",\"interval\":5}"), CONFIRMED);
		await(client((page) -> true).returnCodePrompt(this::ask).build().start());
		assertThat(poll(1)).isEqualTo(Map.of("device_code", "device-code", "client_id", "acme"));
		assertThat(this.questions).isEmpty();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> post(POSTED));
	}

	@Test
	void theCodeThatTheBrowserPostsIsSentAtOnceWithoutAQuestion() throws Exception {
		PendingLogin login = start("loopback code");
		this.server.then(demanded("loopback"), CONFIRMED);
		this.time.isStopped = () -> {
			postUnchecked();
			return true;
		};
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(poll(0)).isEqualTo(Map.of("device_code", DEVICE_CODE, "client_id", "acme"));
		assertThat(poll(1)).isEqualTo(Map.of("device_code", DEVICE_CODE, "client_id", "acme", "return_code", POSTED));
		assertThat(this.server.last().prefer()).isEqualTo("null");
		assertThat(this.questions).isEmpty();
	}

	@Test
	void aPollThatTheServerHoldsIsAbandonedForTheCode() throws Exception {
		PendingLogin login = start("loopback code");
		CountDownLatch isOver = new CountDownLatch(1);
		this.server.then((exchange) -> {
			postUnchecked();
			try {
				isOver.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, CONFIRMED);
		assertThat(await(login).account()).isEqualTo("ann");
		isOver.countDown();
		assertThat(this.time.sleeps).isEmpty();
	}

	@Test
	void theTerminalAsksWhenTheBrowserHasNotPostedForFiveSeconds() throws Exception {
		PendingLogin login = start("loopback code");
		for (int i = 0; i < 9; i++) {
			this.server.then((exchange) -> {
				boolean hasCode = this.server.current().form().containsKey("return_code");
				(hasCode ? CONFIRMED : demanded("loopback")).send(exchange);
			});
		}
		this.answers.add("bcd fgh");
		this.time.isStopped = () -> this.time.sleeps.size() > 1;
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(this.time.sleeps.get(0)).isEqualTo(LoginReturns.MAX_POST_WAIT);
		assertThat(this.questions).containsExactly("/clilogin/return");
		assertThat(this.server.requests).anyMatch((request) -> "BCDFGH".equals(request.form().get("return_code")));
	}

	@Test
	void thePollWaitsNoLongerThanTheTerminalAndThenAsLongAsBefore() throws Exception {
		PendingLogin login = start("loopback code");
		this.server.then(ScriptedServer.json(200, "{\"status\":\"pending\",\"interval\":1}"), demanded("loopback"),
				(exchange) -> {
					this.time.advance(Duration.ofSeconds(1));
					demanded("loopback").send(exchange);
				}, CONFIRMED);
		await(login);
		assertThat(this.server.requests.get(2).prefer()).isEqualTo("wait=25");
		assertThat(this.time.sleeps.get(1)).isEqualTo(LoginReturns.MAX_POST_WAIT);
		assertThat(poll(2)).containsEntry("return_known", "1");
		assertThat(this.server.requests.get(3).prefer()).isEqualTo("wait=25");
	}

	@Test
	void theBrowserMayStillPostWhileTheTerminalAsks() throws Exception {
		PendingLogin login = start("loopback code");
		this.server.then(demanded("loopback"), (exchange) -> {
			postUnchecked();
			demanded("loopback").send(exchange);
		}, CONFIRMED);
		assertThat(await(login).account()).isEqualTo("ann");
		assertAsked("/clilogin/return");
		assertThat(this.server.last().form()).containsEntry("return_code", POSTED);
	}

	@Test
	void theCollectedLoginEndsThePrompt() throws Exception {
		CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
		this.server.then(started("code"));
		PendingLogin login = client(BrowserLauncher.none()).returnCodePrompt((page, isRepeated) -> {
			this.server.then(CONFIRMED);
			try {
				return this.answers.take();
			}
			catch (InterruptedException ex) {
				wasInterrupted.complete(true);
				throw ex;
			}
		}).build().start();
		this.server.then(demanded("code"), demanded("code"), demanded("code"), CONFIRMED);
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(wasInterrupted.get(40, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void wrongLettersAreAskedForAgainUntilTheServerRejects() throws Exception {
		PendingLogin login = startWithoutBrowser();
		this.server.then(demanded("code"));
		this.answers.addAll(List.of("six", "BCD-FGA", "BCD-FGH", "BCD-FGJ", "BCD-FGK"));
		this.server.then(demanded("code"), demanded("code"),
				ScriptedServer.json(200, "{\"status\":\"rejected\",\"message\":\"Three incorrect codes\"}"));
		this.time.isStopped = () -> true;
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> await(login))
			.withMessage("The login was rejected: Three incorrect codes");
		assertThat(this.questions).containsExactly("shown", "shown again", "shown again", "shown again", "shown again");
		assertThat(this.server.requests.stream().map((request) -> request.form().get("return_code")))
			.containsExactly(null, null, "BCDFGH", "BCDFGJ", "BCDFGK");
	}

	@Test
	void aCodeThatArrivesDuringAPollIsSentBeforeAnyQuestion() throws Exception {
		this.server.then(started("loopback"));
		PendingLogin login = client((page) -> true).build().start();
		this.server.then((exchange) -> {
			postUnchecked();
			demanded("loopback").send(exchange);
		}, CONFIRMED);
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(this.server.last().form()).containsEntry("return_code", POSTED);
	}

	@Test
	void aCodeThatIsQueuedWhenTheServerDemandsItIsSentBeforeAnyQuestion() throws Exception {
		LoginReturns returns = LoginReturns.open(false, null);
		returns.give("BCDFGH");
		returns.demanded("loopback", TestTime.START);
		returns.askIfDue(TestTime.START);
		assertThat(returns.next()).isEqualTo("BCDFGH");
	}

	@Test
	void aBusyServerIsPolledWithDelaysThoughAnotherCodeWaits() throws Exception {
		PendingLogin login = startWithoutBrowser();
		login.returnCode("BCDFGH");
		login.returnCode("BCDFGJ");
		this.server.then(ScriptedServer.html(503), ScriptedServer.html(503), demanded("code"), CONFIRMED);
		this.time.isWokenByNews = true;
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(this.time.now()).isEqualTo(TestTime.START.plus(Duration.ofSeconds(11)));
		assertThat(List.of(poll(0), poll(1), poll(2), poll(3))).extracting((form) -> form.get("return_code"))
			.containsExactly("BCDFGH", "BCDFGH", "BCDFGH", "BCDFGJ");
	}

	@Test
	void theQuestionDoesNotMakeTheNextPollEarlier() throws Exception {
		PendingLogin login = start("loopback code");
		ScriptedServer.Reply slow = ScriptedServer.json(200,
				"{\"status\":\"pending\",\"interval\":20,\"return_method\":\"loopback\"}");
		this.server.then(slow, (exchange) -> {
			assertThat(this.time.now()).isEqualTo(TestTime.START.plusSeconds(22));
			CONFIRMED.send(exchange);
		});
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(this.time.sleeps).containsExactly(LoginReturns.MAX_POST_WAIT, Duration.ofSeconds(17));
	}

	@Test
	void aPromptThatGivesUpDoesNotMakeTheNextPollEarlierWhileTheBrowserMayPost() throws Exception {
		PendingLogin login = start("loopback code");
		List<Duration> polls = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 9; i++) {
			this.server.then((exchange) -> {
				polls.add(Duration.between(TestTime.START, this.time.now()));
				((polls.size() < 6) ? demanded("loopback") : CONFIRMED).send(exchange);
			});
		}
		this.answers.add("EOF");
		this.time.isWokenByNews = true;
		assertThat(await(login).account()).isEqualTo("ann");
		for (int i = 1; i < polls.size(); i++) {
			assertThat(polls.get(i).minus(polls.get(i - 1))).isGreaterThanOrEqualTo(Duration.ofMillis(5500));
		}
	}

	@Test
	void aCodeThatGotNoAnswerIsSentAgain() throws Exception {
		PendingLogin login = start("loopback code");
		this.server.then(demanded("loopback"), ScriptedServer.hangUp(), ScriptedServer.html(502), CONFIRMED);
		this.time.isStopped = this::isPosting;
		assertThat(await(login).account()).isEqualTo("ann");
		assertThat(List.of(poll(1), poll(2), poll(3))).allMatch((form) -> POSTED.equals(form.get("return_code")));
	}

	@Test
	void aWrongPostIsFollowedByTheQuestion() throws Exception {
		PendingLogin login = start("loopback code");
		this.server.then(demanded("loopback"), demanded("loopback"), CONFIRMED);
		this.time.isStopped = this::isPosting;
		await(login);
		assertAsked("/clilogin/return");
	}

	/** Waits for the thread that asks, since nothing else waits for it. */
	private void assertAsked(String question) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.untilAsserted(() -> assertThat(this.questions).containsExactly(question));
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "token" })
	void bothKindsOfPollsUnderstandTheDemand(String kind) throws Exception {
		URI base = this.server.uri();
		this.server.then(started("code"), kind.equals("status") ? demanded("code") : ScriptedServer.json(400,
				"{\"error\":\"authorization_pending\",\"return_method\":\"code\",\"error_description\":\"The code is incorrect\"}"));
		this.server.then(kind.equals("status") ? CONFIRMED : ScriptedServer.granted());
		this.answers.add("BCDFGH");
		this.time.isStopped = () -> true;
		await(client(BrowserLauncher.none()).returnCodePrompt(this::ask)
			.endpoints(new ServerEndpoints(base.resolve("/clilogin/device"), base.resolve("/clilogin/token"),
					kind.equals("status") ? base.resolve("/clilogin/status") : null, null, null))
			.build()
			.start());
		assertThat(this.questions).containsExactly("shown");
	}

	@Test
	void aPersonWhoCannotBeAskedEndsTheLogin() throws Exception {
		PendingLogin login = startWithoutBrowser();
		this.server.then(demanded("code"));
		this.answers.add("EOF");
		this.time.isStopped = () -> true;
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> await(login))
			.withMessage("No return code was entered. Log in again.")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
		assertThat(this.questions).containsExactly("shown");
		assertThat(this.server.last().path()).isEqualTo("/clilogin/cancel");
	}

	@Test
	void aPromptThatFailsEndsTheLoginWithItsException() throws Exception {
		this.server.then(started("code"));
		PendingLogin login = client(BrowserLauncher.none()).returnCodePrompt((page, isRepeated) -> {
			throw new IllegalStateException("no terminal");
		}).build().start();
		this.server.then(demanded("code"));
		this.time.isStopped = () -> true;
		assertThatIllegalStateException().isThrownBy(() -> await(login)).withMessage("no terminal");
	}

	@Test
	void theUserIsSentToTheBrowserAlsoIfTheServerHoldsThePolls() throws Exception {
		this.server.then(started("loopback"));
		PendingLogin login = client((page) -> true).returnCodePrompt(this::ask).build().start();
		ScriptedServer.Reply held = (exchange) -> {
			this.time.advance(LoginReturns.MAX_POST_WAIT.plusSeconds(5));
			exchange.getResponseHeaders().set("Preference-Applied", "wait=25");
			demanded("loopback").send(exchange);
		};
		this.server.then(held, held, CONFIRMED);
		List<LoginEvent> events = new CopyOnWriteArrayList<>();
		login.await(events::add);
		assertThat(events).filteredOn(LoginEvent.BrowserNeeded.class::isInstance).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theUserIsSentOnceToTheBrowserIfOnlyItCanReturnTheCode(boolean hasPrompt) throws Exception {
		this.server.then(started("loopback"));
		CliLoginClient.Builder client = client((page) -> true);
		PendingLogin login = (hasPrompt ? client.returnCodePrompt(this::ask) : client).build().start();
		this.server.then(demanded("loopback"), demanded("loopback"), demanded("loopback"), CONFIRMED);
		List<LoginEvent> events = new CopyOnWriteArrayList<>();
		assertThat(login.await(events::add).account()).isEqualTo("ann");
		assertThat(this.questions).isEmpty();
		assertThat(events).filteredOn(LoginEvent.BrowserNeeded.class::isInstance)
			.containsExactly(new LoginEvent.BrowserNeeded(Duration.ofMillis(500)));
	}

	@Test
	void aPromptThatFailsWithAnErrorEndsTheLoginWithIt() throws Exception {
		this.server.then(started("code"));
		PendingLogin login = client(BrowserLauncher.none()).returnCodePrompt((page, isRepeated) -> {
			throw new IOError(new IOException("no terminal"));
		}).build().start();
		this.server.then(demanded("code"));
		this.time.isStopped = () -> true;
		assertThatExceptionOfType(IOError.class).isThrownBy(() -> await(login));
	}

	@Test
	void aServerThatRequiresACodeOfAClientThatCannotAskNamesTheMethod() {
		this.server.then(ScriptedServer.json(400,
				"""
						{"error":"unauthorized_client","error_description":
						"The server demands a return code, but return_methods names none that suffices: update the command-line tool"}"""));
		assertThatExceptionOfType(CliLoginException.class)
			.isThrownBy(() -> client(BrowserLauncher.none()).build().start())
			.withMessageContaining("returnCodePrompt(...)")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.RETURN_CODE_UNAVAILABLE));
		assertThat(this.server.requests).hasSize(1);
	}

	@Test
	void aScopeThatDemandsACodeIsRefusedInTheWordsOfTheServer() {
		this.server.then(ScriptedServer.json(400, """
				{"error":"invalid_scope","error_description":"The requested scopes require a return code"}"""));
		assertThatExceptionOfType(CliLoginException.class)
			.isThrownBy(() -> client(BrowserLauncher.none()).scopes("deploy").build().start())
			.withMessageContaining("invalid_scope (The requested scopes require a return code)");
	}

	@Test
	void aServerThatDoesNotKnowReturnCodesGetsAStartWithoutThem() throws Exception {
		URI base = this.server.uri();
		this.server.then(ScriptedServer.error("invalid_request")).thenStart();
		client((page) -> true)
			.endpoints(new ServerEndpoints(base.resolve("/device"), base.resolve("/token"), null, null, null))
			.build()
			.start();
		assertThat(this.server.requests).extracting(ScriptedServer.Request::form)
			.satisfiesExactly((form) -> assertThat(form).containsKeys("return_methods", "return_port"),
					(form) -> assertThat(form).isEqualTo(Map.of("client_id", "acme")));
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> post(POSTED));
	}

	@Test
	void aStartThatIsSuspendedOffersOnlyTheTypedCode() throws Exception {
		this.server.then(started("code"));
		PendingLogin login = client((page) -> true).returnCodePrompt(this::ask).build().startToSuspend();
		assertThat(this.server.last().form()).containsEntry("return_methods", "code").doesNotContainKey("return_port");
		login.returnCode(" bcd\u2013fgh ");
		String suspended = login.suspend();
		this.server.then(CONFIRMED);
		await(client(BrowserLauncher.none()).returnCodePrompt(this::ask).build().resume(suspended));
		assertThat(this.server.last().form()).containsEntry("return_code", "BCDFGH")
			.containsEntry("device_code", DEVICE_CODE);
		assertThat(this.questions).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "BCDFG", "BCDFGHJ", "ABCDEF", "\u0412CDFGH" })
	void onlySixLettersAreAReturnCode(String text) throws Exception {
		PendingLogin login = startWithoutBrowser();
		assertThatIllegalArgumentException().isThrownBy(() -> login.returnCode(text));
	}

	@Test
	void aLoginThatIsConfirmedAndGetsNoCodeSaysSo() throws Exception {
		PendingLogin login = start("loopback code");
		this.server.then(demanded("loopback"), ScriptedServer.json(200, "{\"status\":\"expired\",\"message\":\"x\"}"));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> await(login))
			.withMessage("The login expired before the return code arrived. Log in again.");
	}

	@Test
	void aLoginThatIsConfirmedAndGetsNoCodeUntilTheLastPollSaysSo() throws Exception {
		for (String last : List.of("{\"status\":\"unknown\"}",
				"{\"status\":\"pending\",\"interval\":5,\"return_method\":\"loopback\"}")) {
			this.server.requests.clear();
			PendingLogin login = start("loopback code");
			this.server.then(demanded("loopback"), (exchange) -> {
				this.time.advance(Duration.ofMinutes(11));
				demanded("loopback").send(exchange);
			}, (exchange) -> {
				this.time.advance(Duration.ofMinutes(11));
				ScriptedServer.json(200, "{\"status\":\"pending\",\"interval\":5,\"expires_in\":0}").send(exchange);
			}, ScriptedServer.json(200, last));
			assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> await(login))
				.withMessage("The login expired before the return code arrived. Log in again.");
		}
	}

	@Test
	void aLoginThatIsClosedNoLongerListens() throws Exception {
		PendingLogin login = start("loopback code");
		login.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			while (true) {
				post("q".repeat(42));
			}
		});
	}

}
