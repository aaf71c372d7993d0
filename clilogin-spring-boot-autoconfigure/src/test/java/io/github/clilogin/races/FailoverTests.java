package io.github.clilogin.races;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.mongodb.MongoException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.ReplicaSet;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests races of logins on three nodes while primaries step down and are killed. Each
 * caller that gets an exception retries, like CLIs and users do.
 */
class FailoverTests {

	private static final int KILLS = Math.max(1, Integer.getInteger("clilogin.test.rounds", 0) / 100);

	private static final int WORKERS = 4;

	private static final int LOGINS_BETWEEN_KILLS = 40;

	private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

	private final ExecutorService racers = Executors.newCachedThreadPool();

	private final Semaphore finished = new Semaphore(0);

	private final AtomicBoolean enough = new AtomicBoolean();

	private final AtomicInteger revoked = new AtomicInteger();

	private ReplicaSet set;

	private Nodes nodes;

	@BeforeEach
	void open() {
		this.set = ReplicaSet.start(3);
		this.nodes = new Nodes(this.set.uri(), "test");
	}

	@AfterEach
	void close() {
		this.workers.shutdownNow();
		this.racers.shutdownNow();
		if (this.nodes != null) { // Null without a mongod
			this.nodes.close();
			this.set.close();
		}
	}

	@Test
	void noLoginIsLostNorGivenTwiceNorLiveAfterRevokeAllWhilePrimariesStepDownAndAreKilled() throws Exception {
		List<Future<Integer>> workers = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			String name = "user " + i + " ";
			workers.add(this.workers.submit(() -> work(name)));
		}
		for (int kill = 0; kill < KILLS; kill++) {
			progress();
			this.set.stepDown();
			progress();
			Mongod primary = this.set.primary();
			primary.kill();
			progress();
			primary.restart();
		}
		this.enough.set(true);
		int logins = 0;
		for (Future<Integer> worker : workers) {
			logins += worker.get(3, TimeUnit.MINUTES);
		}
		assertThat(logins).isGreaterThanOrEqualTo(3 * KILLS * LOGINS_BETWEEN_KILLS);
		assertThat(this.revoked).hasPositiveValue();
		assertThat(this.nodes.events()).filteredOn(CliLoginEvent.Collected.class::isInstance)
			.extracting((event) -> ((CliLoginEvent.Collected) event).login().id())
			.doesNotHaveDuplicates();
	}

	private void progress() throws InterruptedException {
		assertThat(this.finished.tryAcquire(LOGINS_BETWEEN_KILLS, 2, TimeUnit.MINUTES)).as("logins go on").isTrue();
	}

	private int work(String name) throws Exception {
		try {
			int logins = 0;
			while (!this.enough.get()) {
				if (logins % 4 == 2) {
					revokeDuringConfirmation(name + logins);
				}
				else {
					logIn(name + logins, logins % 2 == 1);
				}
				logins++;
				this.finished.release();
			}
			return logins;
		}
		finally {
			this.finished.release(WORKERS * LOGINS_BETWEEN_KILLS * (this.enough.get() ? 0 : 1));
		}
	}

	/**
	 * A confirmation that is repeated after an exception may begin after
	 * {@code revokeAll}, so only the first try counts.
	 */
	private void revokeDuringConfirmation(String user) throws Exception {
		StartResult.Started login = Nodes.stubbornly(this.nodes::start);
		CountDownLatch begun = new CountDownLatch(1);
		this.nodes.duringConfirmation(user, begun::countDown);
		Future<Integer> revocation = this.racers.submit(() -> {
			TestWaits.await("the confirmation", begun);
			return Nodes.stubbornly(() -> this.nodes.next().revokeAll(user));
		});
		boolean once = isConfirmedAtOnce(login, user);
		begun.countDown();
		revocation.get();
		CollectResult poll = Nodes.stubbornly(() -> this.nodes.next().collect(TestLogins.code(login), null));
		if (once) {
			assertThat(poll).isEqualTo(new CollectResult.Rejected("Access was revoked"));
			this.revoked.incrementAndGet();
		}
	}

	private boolean isConfirmedAtOnce(StartResult.Started login, String user) {
		try {
			DecisionResult result = this.nodes.next().confirm(login.login().id(), TestUsers.user(user));
			return result instanceof DecisionResult.Decided;
		}
		catch (MongoException ex) {
			return false;
		}
	}

	private void logIn(String user, boolean revoked) throws Exception {
		StartResult.Started login = Nodes.stubbornly(this.nodes::start);
		DeviceCode code = TestLogins.code(login);
		assertThat(Nodes.stubbornly(() -> this.nodes.next().confirm(login.login().id(), TestUsers.user(user))))
			.isInstanceOf(DecisionResult.Decided.class);
		List<Callable<CollectResult>> race = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			race.add(() -> Nodes.stubbornly(() -> this.nodes.next().collect(code, null)));
		}
		Future<Integer> revocation = revoked
				? this.racers.submit(() -> Nodes.stubbornly(() -> this.nodes.next().revokeAll(user))) : null;
		List<CollectResult> polls = new ArrayList<>();
		for (Future<CollectResult> poll : this.racers.invokeAll(race)) {
			polls.add(poll.get());
		}
		if (revocation != null) {
			revocation.get();
		}
		check(polls, revoked);
	}

	private void check(List<CollectResult> polls, boolean revoked) throws Exception {
		Set<String> credentials = polls.stream()
			.filter(CollectResult.Collected.class::isInstance)
			.map((poll) -> ((CollectResult.Collected) poll).credential())
			.collect(Collectors.toSet());
		assertThat(credentials).hasSizeBetween(revoked ? 0 : 1, 1);
		if (!revoked) {
			assertThat(polls).allMatch(CollectResult.Collected.class::isInstance);
		}
		for (String credential : credentials) {
			assertThat(Nodes.stubbornly(() -> this.nodes.next().authenticate(credential)).isPresent())
				.isEqualTo(!revoked);
		}
	}

}
