package io.github.clilogin.conformance;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What every client lives through. A subclass says how its client is started, where it
 * expects the endpoints and in which words it reports an end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class AbstractClientTests {

	private final HttpClient http = HttpClient.newHttpClient();

	private final Person ann = Person.ann();

	private @Nullable SampleServer server;

	private @Nullable Attempt attempt;

	/** Skips or fails if a tool is missing, and prepares the client. */
	void prepare() throws Exception {
	}

	/** What the client expects to be different from the defaults. */
	Map<String, String> properties() {
		return Map.of();
	}

	abstract Attempt start(SampleServer server) throws Exception;

	/** The client's word for a login that is not known. */
	String unknown() {
		return "invalid_grant";
	}

	/** The client's word for a login that was rejected. */
	String rejected() {
		return "access_denied";
	}

	/** The client's word for a login that nobody decided in time. */
	String expired() {
		return "expired_token";
	}

	@BeforeAll
	void startServer() throws Exception {
		prepare();
		Map<String, String> properties = new LinkedHashMap<>(properties());
		// Two polls within a second count as one, so that an interval of one second
		// cannot be undercut
		properties.put("clilogin.login.interval", "2s");
		this.server = SampleServer.start(properties);
	}

	@AfterEach
	void stopClient() {
		if (this.attempt != null) {
			this.attempt.close();
		}
	}

	@AfterAll
	void stopServer() {
		if (this.server != null) {
			this.server.close();
		}
	}

	@Test
	void confirmedLoginGivesATokenThatOpensTheApi() throws Exception {
		Attempt attempt = start();
		this.ann.confirm(attempt.invitation());
		assertThatTokenOpensTheApi(attempt.outcome());
	}

	@Test
	void loginConfirmedWhileTheClientPollsGivesATokenToo() throws Exception {
		Attempt attempt = start();
		awaitAnswer(attempt, "authorization_pending");
		this.ann.confirm(attempt.invitation());
		assertThatTokenOpensTheApi(attempt.outcome());
	}

	@Test
	void rejectedLoginIsReportedAsRejected() throws Exception {
		Attempt attempt = start();
		this.ann.reject(attempt.invitation());
		assertThat(attempt.outcome().error()).contains(rejected());
	}

	@Test
	void expiredLoginIsReportedAsExpired() throws Exception {
		Attempt attempt = start();
		attempt.invitation();
		server().expireLogins();
		assertThat(attempt.outcome().error()).contains(expired());
	}

	@Test
	void unknownLoginIsReportedAsUnknown() throws Exception {
		Attempt attempt = start();
		server().forget(attempt.invitation().userCode());
		assertThat(attempt.outcome().error()).contains(unknown());
	}

	@Test
	void clientThatIsToldToSlowDownStillGetsItsToken() throws Exception {
		Attempt attempt = start();
		provokeSlowDown(awaitAnswer(attempt, "authorization_pending"));
		awaitAnswer(attempt, "slow_down");
		this.ann.confirm(attempt.invitation());
		assertThatTokenOpensTheApi(attempt.outcome());
	}

	/** Starts the client. */
	final Attempt start() throws Exception {
		Attempt attempt = start(server());
		this.attempt = attempt;
		return attempt;
	}

	final SampleServer server() {
		if (this.server == null) {
			throw new IllegalStateException("Not started");
		}
		return this.server;
	}

	/** Returns the exchanges of a login. */
	final LoginTap tap(Attempt attempt) {
		return LoginTap.of(server().wire(), attempt.invitation().userCode());
	}

	final Exchange awaitAnswer(Attempt attempt, String error) {
		return tap(attempt).awaitPoll("is answered " + error, (poll) -> poll.isAnswered(error));
	}

	/**
	 * Polls beside the client until the server has enough, so that the client comes too
	 * early.
	 */
	final void provokeSlowDown(Exchange poll) {
		await("too many polls").atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(200))
			.until(() -> send(poll.again(server().uri())).body().contains("\"slow_down\""));
	}

	final void assertThatTokenOpensTheApi(Outcome outcome) throws IOException, InterruptedException {
		assertThat(outcome.error()).isNull();
		HttpRequest request = HttpRequest.newBuilder(server().uri(SampleServer.API))
			.header("Authorization", "Bearer " + outcome.token())
			.build();
		HttpResponse<String> response = send(request);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("ann");
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
