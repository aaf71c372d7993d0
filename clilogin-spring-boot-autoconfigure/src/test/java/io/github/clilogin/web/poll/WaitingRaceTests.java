package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests races between a poll that is about to wait and the event that ends its wait,
 * around the time when the poll reads the login. A lost race shows as a poll that keeps
 * waiting.
 */
class WaitingRaceTests {

	private static final int ROUNDS = Integer.getInteger("clilogin.test.rounds", 32);

	/** Maximum number of waiting polls for one address. */
	private static final int AT_ONCE = 20;

	/** Remaining time of a login when the race begins. */
	private static final Duration LEFT = Duration.ofMillis(2);

	private static final String WAIT = "Prefer: wait=25";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Random random = new Random();

	private final HostApplication host = ControlledHost.with().configuration(ClosingPolls.Endpoints.class).start();

	private final CliLoginService elsewhere = this.host.elsewhere();

	@AfterEach
	void close() {
		this.host.close();
		this.elsewhere.close();
		this.threads.shutdownNow();
	}

	private StartResult.Started start() {
		return this.host.logins().start();
	}

	private DecisionResult confirm(StartResult.Started started) {
		return this.host.service().confirm(started.login().id(), TestUsers.user("ann"));
	}

	private RawResponse poll(StartResult.Started started, String base) {
		return this.host.wire()
			.json(base + "/status", "{\"deviceCode\":\"" + TestLogins.code(started).value() + "\"}", WAIT);
	}

	private <T> CompletableFuture<T> run(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, this.threads);
	}

	/** Lets some of it happen before a poll has read, and some after. */
	private <T> CompletableFuture<T> aroundTheReadOf(StartResult.Started started, Supplier<T> rival) {
		if (this.random.nextInt(4) == 0) {
			return run(() -> later(rival, 2_000_000));
		}
		CountDownLatch read = new CountDownLatch(1);
		long pause = nanos(200_000);
		this.host.store().afterNextRead(started.login().id(), () -> {
			read.countDown();
			spin(pause);
		});
		return run(() -> {
			await(read);
			return later(rival, 100_000);
		});
	}

	private <T> T later(Supplier<T> rival, int most) {
		spin(nanos(most));
		return rival.get();
	}

	private long nanos(int most) {
		return this.random.nextInt(most);
	}

	private static void spin(long nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	private static void await(CountDownLatch read) {
		try {
			assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String status(CompletableFuture<RawResponse> poll) throws Exception {
		return poll.get(10, TimeUnit.SECONDS).text("status");
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFIRM", "REJECT", "CANCEL", "DELETE" })
	void aDecisionOnThisInstanceIsAnsweredAtOnce(Rival rival) throws Exception {
		this.host.store().decisions(Set::of);
		for (int round = 0; round < ROUNDS; round++) {
			this.host.clock().advance(Duration.ofSeconds(2)); // or too many codes are
																// unknown
			assertThat(status(race(rival, this.host.service()))).as("round %s", round).isEqualTo(rival.status);
		}
		assertThat(this.host.bean(WaitingPolls.class).size()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFIRM", "REJECT" })
	void aDecisionOnAnotherInstanceIsAnsweredSoon(Rival rival) throws Exception {
		for (int round = 0; round < ROUNDS; round += AT_ONCE) {
			List<CompletableFuture<RawResponse>> polls = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				polls.add(race(rival, this.elsewhere));
			}
			for (CompletableFuture<RawResponse> poll : polls) {
				assertThat(status(poll)).as("round %s", round).isEqualTo(rival.status);
			}
		}
		assertThat(this.host.bean(WaitingPolls.class).size()).isZero();
	}

	private CompletableFuture<RawResponse> race(Rival rival, CliLoginService node) {
		StartResult.Started started = start();
		CompletableFuture<Void> end = aroundTheReadOf(started, () -> {
			rival.action.act(node, started.login().id(), TestLogins.code(started));
			return null;
		});
		return run(() -> poll(started, "/clilogin")).thenCombine(end, (answer, done) -> answer);
	}

	@Test
	void oneOfTwoPollsEndsEarlyAndTheOtherIsAnswered() throws Exception {
		this.host.store().decisions(Set::of);
		for (int round = 0; round < ROUNDS; round++) {
			StartResult.Started started = start();
			Supplier<RawResponse> poll = () -> poll(started, "/clilogin");
			CompletableFuture<RawResponse> newer = (round % 2 == 0) ? aroundTheReadOf(started, poll) : run(poll);
			CompletableFuture<RawResponse> older = run(poll);
			CompletableFuture.anyOf(older, newer).get(10, TimeUnit.SECONDS);
			confirm(started);
			assertThat(List.of(status(older), status(newer))).as("round %s", round)
				.containsExactlyInAnyOrder("pending", "confirmed");
		}
		assertThat(this.host.bean(WaitingPolls.class).size()).isZero();
	}

	@Test
	void aPollDuringTheShutdownIsAnsweredAsPending() throws Exception {
		ClosingPolls closing = this.host.bean(ClosingPolls.class);
		for (int round = 0; round < ROUNDS; round++) {
			WaitingPolls waiting = closing.next();
			StartResult.Started first = start();
			CompletableFuture<Void> end = aroundTheReadOf(first, () -> {
				waiting.close();
				return null;
			});
			for (CompletableFuture<RawResponse> poll : Stream.of(first, start(), start(), start(), start())
				.map((started) -> run(() -> poll(started, ClosingPolls.BASE)))
				.toList()) {
				assertThat(status(poll)).as("round %s", round).isEqualTo("pending");
			}
			end.get(10, TimeUnit.SECONDS);
			assertThat(waiting.size()).isZero();
		}
	}

	@Test
	void aLoginConfirmedJustBeforeItsExpiryIsCollected() throws Exception {
		this.host.store().decisions(Set::of);
		for (int round = 0; round < ROUNDS; round++) {
			StartResult.Started started = start();
			this.host.clock().advance(Duration.ofMinutes(10).minus(LEFT));
			CompletableFuture<Boolean> confirmed = aroundTheReadOf(started, () -> confirmedInTime(started));
			CompletableFuture<Void> end = run(() -> later(this::end, 5_000_000));
			String first = status(run(() -> poll(started, "/clilogin")));
			end.get(10, TimeUnit.SECONDS);
			String expected = confirmed.get(10, TimeUnit.SECONDS) ? "confirmed" : "expired";
			String last = "pending".equals(first) ? poll(started, "/clilogin").text("status") : first;
			assertThat(last).as("round %s", round).isEqualTo(expected);
		}
		assertThat(this.host.bean(WaitingPolls.class).size()).isZero();
	}

	/** Never both at once: a decision of before may be written after. */
	private boolean confirmedInTime(StartResult.Started started) {
		spin(nanos(3_000_000));
		synchronized (this.host.clock()) {
			return confirm(started) instanceof DecisionResult.Decided;
		}
	}

	private @Nullable Void end() {
		synchronized (this.host.clock()) {
			this.host.clock().advance(LEFT);
			return null;
		}
	}

	/** Ends a wait. */
	enum Rival {

		CONFIRM("confirmed", (node, id, code) -> node.confirm(id, TestUsers.user("ann"))),

		REJECT("rejected", (node, id, code) -> node.reject(id, TestUsers.user("ann"), null)),

		CANCEL("expired", (node, id, code) -> node.cancel(code, null)),

		DELETE("unknown", (node, id, code) -> node.delete(id));

		/** The status in the response to the poll. */
		private final String status;

		private final Action action;

		Rival(String status, Action action) {
			this.status = status;
			this.action = action;
		}

		/** Changes a login on one node. */
		@FunctionalInterface
		private interface Action {

			void act(CliLoginService node, String id, DeviceCode code);

		}

	}

}
