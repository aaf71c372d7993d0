package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a store that does not answer holds few threads of the host application, so
 * that its own pages are served.
 */
class FrozenStoreTests {

	private static final int CLIS = 300;

	private static final int HELD = 32;

	private static final String PENDING = "400 authorization_pending";

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private final CountDownLatch frozen = new CountDownLatch(1);

	private final AtomicInteger reading = new AtomicInteger();

	@AfterEach
	void thaw() {
		this.frozen.countDown();
	}

	private List<StartResult.Started> start(int count) {
		return Stream.generate(() -> this.host.logins().start()).limit(count).toList();
	}

	/** Freezes the next read of each login. No call was made for a while. */
	private void freeze(List<StartResult.Started> logins) {
		logins.forEach((login) -> this.host.store().afterNextRead(login.login().id(), this::await));
		this.host.clock().advance(Duration.ofSeconds(2));
	}

	/** Lets time pass, so that the store has answered long ago. */
	private void awaitHeld() {
		TestWaits.await("reads").until(() -> this.reading.get() == HELD);
		this.host.clock().advance(Duration.ofSeconds(2));
	}

	private void await() {
		this.reading.incrementAndGet();
		try {
			TestWaits.await("the store", this.frozen);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RawResponse poll(StartResult.Started login, String... headers) {
		return this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&device_code=" + TestLogins.code(login).value(), headers);
	}

	private static long done(List<CompletableFuture<RawResponse>> polls) {
		return polls.stream().filter(CompletableFuture::isDone).count();
	}

	private void assertHeld(List<CompletableFuture<RawResponse>> polls) {
		TestWaits.await("answers").until(() -> done(polls) == polls.size() - HELD);
		assertThat(this.reading).hasValue(HELD);
	}

	private static void assertPending(List<CompletableFuture<RawResponse>> polls) throws Exception {
		for (CompletableFuture<RawResponse> poll : polls) {
			assertThat(poll.get(30, TimeUnit.SECONDS).error()).isEqualTo(PENDING);
		}
	}

	@Test
	void pagesOfTheHostAreServedWhileAllClisPoll() throws Exception {
		List<StartResult.Started> logins = start(CLIS);
		freeze(logins);
		List<CompletableFuture<RawResponse>> polls = logins.stream()
			.map((login) -> RawConnection.async(() -> poll(login)))
			.toList();
		awaitHeld();
		assertHeld(polls);
		assertThat(this.host.wire().get("/clilogin", "X-Test-User: ann").status()).isEqualTo(200);
		assertRefused("/clilogin/device", "client_id=acme");
		String code = "device_code=" + TestLogins.code(logins.get(0)).value();
		assertRefused("/clilogin/status", code);
		assertRefused("/clilogin/status", code + "&return_code=BCD-FGH");
		assertRefused("/clilogin/cancel", code);
		assertRefused("/clilogin/revoke", "token=cli_" + "a".repeat(43));
		assertHeld(polls);
		this.frozen.countDown();
		assertPending(polls);
		this.host.service().confirm(logins.get(0).login().id(), TestUsers.user("ann"));
		assertThat(poll(logins.get(0)).status()).isEqualTo(200);
	}

	private void assertRefused(String path, String form) {
		RawResponse answer = this.host.wire().form(path, form);
		assertThat(answer.error()).isEqualTo("503 temporarily_unavailable");
		assertThat(answer.header("Retry-After")).containsExactly("5");
	}

	@Test
	void pollsThatHaveWaitedForTheDecisionHoldFewThreads() throws Exception {
		List<StartResult.Started> logins = start(HELD + 20);
		List<CompletableFuture<RawResponse>> polls = logins.stream()
			.map((login) -> RawConnection.async(() -> poll(login, "Prefer: wait=25", "X-Forwarded-For: 192.0.2.1")))
			.toList();
		List<String> ids = logins.stream().map((login) -> login.login().id()).toList();
		this.host.store().awaitWaiting(ids);
		freeze(logins);
		ids.forEach(this.host.bean(WaitingPolls.class)::release);
		awaitHeld();
		assertHeld(polls);
		this.frozen.countDown();
		assertPending(polls);
	}

	@Test
	void aPollThatIsNotAskedAboutIsNotTooEarly() throws Exception {
		List<StartResult.Started> logins = start(HELD + 1);
		StartResult.Started last = logins.get(HELD);
		freeze(logins.subList(0, HELD));
		List<CompletableFuture<RawResponse>> polls = logins.subList(0, HELD)
			.stream()
			.map((login) -> RawConnection.async(() -> poll(login)))
			.toList();
		awaitHeld();
		for (int i = 0; i < 3; i++) {
			assertThat(poll(last).error()).isEqualTo(PENDING);
			this.host.clock().advance(Duration.ofSeconds(2));
		}
		this.frozen.countDown();
		assertPending(polls);
		assertThat(poll(last).error()).isEqualTo(PENDING);
	}

}
