package io.github.clilogin.conformance;

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

import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a client through every outcome of a login. A subclass starts the client,
 * configures the paths that it expects and tells how it reports an outcome.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class AbstractClientTests {

	private final SampleUser ann = SampleUser.ann();

	private @Nullable SampleServer server;

	private @Nullable Attempt attempt;

	/** Prepares the client. If a tool is missing, the tests are skipped or fail. */
	void prepare() throws Exception {
	}

	/** Returns the properties that this client needs. */
	Map<String, String> properties() {
		return Map.of();
	}

	abstract Attempt start(SampleServer server) throws Exception;

	/** Returns the text with which the client reports an unknown login. */
	String unknown() {
		return "invalid_grant";
	}

	/** Returns the text with which the client reports a rejected login. */
	String rejected() {
		return "access_denied";
	}

	/** Returns the text with which the client reports an expired login. */
	String expired() {
		return "expired_token";
	}

	@BeforeAll
	void startServer() throws Exception {
		prepare();
		Map<String, String> properties = new LinkedHashMap<>(properties());
		// Two polls within a second count as one, so a client cannot poll too early at an
		// interval of one second
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
	 * Polls beside the client until the server answers {@code slow_down}, so that the
	 * next poll of the client comes too early.
	 */
	final void provokeSlowDown(Exchange poll) {
		TestWaits.await("too many polls")
			.pollInterval(Duration.ofMillis(200))
			.until(() -> poll.again(server().host().wire()).body().contains("\"slow_down\""));
	}

	final void assertThatTokenOpensTheApi(Outcome outcome) {
		assertThat(outcome.error()).isNull();
		RawResponse answer = server().host().wire().get(SampleServer.API, "Authorization: Bearer " + outcome.token());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).contains("ann");
	}

}
