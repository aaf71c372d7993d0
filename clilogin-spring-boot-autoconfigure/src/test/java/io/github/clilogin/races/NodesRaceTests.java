package io.github.clilogin.races;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred polls of one login race with every choice of decisions, over three nodes on
 * one MongoDB.
 */
@RealMongoDbTest
class NodesRaceTests {

	private static final int ROUNDS = Integer.getInteger("clilogin.test.rounds", 32);

	private static final long SEED = Long.getLong("clilogin.test.seed", new Random().nextLong());

	private static final int POLLS = 200;

	private static final int THREADS = 24;

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	private final Random random = new Random(SEED);

	private final Set<Optional<CliLoginStatus>> endings = new HashSet<>();

	private Nodes nodes;

	@BeforeEach
	void open() {
		this.nodes = new Nodes(RealMongoDb.uri(), RealMongoDb.newDatabase(getClass()));
	}

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.nodes.close();
	}

	@Test
	void aWaitingLoginIsDecidedOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String user = user(round);
			Ending ending = race(this.nodes.start(), user,
					choice(round, Rival.CONFIRM, Rival.REJECT, Rival.CANCEL, Rival.REVOKE_ALL, Rival.DELETE));
			ending.isConsistent();
		}
		assertThat(this.endings).contains(Optional.empty(), Optional.of(CliLoginStatus.PENDING),
				Optional.of(CliLoginStatus.REJECTED), Optional.of(CliLoginStatus.CANCELLED));
	}

	@Test
	void aConfirmedLoginIsCollectedOnceOrEndedForGood() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String user = user(round);
			StartResult.Started login = this.nodes.start();
			confirm(login, user);
			Set<Rival> rivals = choice(round, Rival.REJECT, Rival.CANCEL, Rival.REVOKE, Rival.REVOKE_ALL, Rival.DELETE);
			Ending ending = race(login, user, rivals);
			ending.isConsistent();
			assertThat(ending.login().map(CliLogin::status)).isNotEqualTo(Optional.of(CliLoginStatus.CONFIRMED));
			isDeadIfRevoked(ending, rivals);
		}
		assertThat(this.endings).contains(Optional.empty(), Optional.of(CliLoginStatus.COLLECTED),
				Optional.of(CliLoginStatus.REVOKED));
	}

	@Test
	void aLoginInTheGraceIsGivenAgainOrEndedForGood() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String user = user(round);
			StartResult.Started login = this.nodes.start();
			confirm(login, user);
			CollectResult first = poll(login);
			assertThat(first).isInstanceOf(CollectResult.Collected.class);
			Set<Rival> rivals = choice(round, Rival.CANCEL, Rival.REVOKE, Rival.REVOKE_ALL, Rival.REJECT, Rival.DELETE);
			Ending ending = race(login, user, rivals, first);
			ending.isConsistent();
			isDeadIfRevoked(ending, rivals);
		}
		assertThat(this.endings).contains(Optional.empty(), Optional.of(CliLoginStatus.COLLECTED),
				Optional.of(CliLoginStatus.REVOKED));
	}

	@Test
	void aConfirmationInProgressYieldsNoLiveTokenAfterRevokeAll() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String user = "user " + round;
			StartResult.Started login = this.nodes.start();
			Future<?> revocation = duringConfirmation(user, () -> this.nodes.next().revokeAll(user));
			List<Future<CollectResult>> polls = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				polls.add(this.executor.submit(() -> pollWhilePending(login)));
			}
			confirm(login, user);
			revocation.get();
			for (Future<CollectResult> poll : polls) {
				assertThat(isLive(poll.get())).isFalse();
			}
			assertThat(this.nodes.next().logins(user)).isEmpty();
		}
	}

	@Test
	void aConfirmedLoginIsRevokedEvenIfANodeCrashesDuringRevokeAll() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String user = "user " + round;
			StartResult.Started login = this.nodes.start();
			Future<?> crash = duringConfirmation(user, () -> this.nodes.crashWhileRevokingAll(user));
			confirm(login, user);
			crash.get();
			assertThat(poll(login)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		}
	}

	private Future<?> duringConfirmation(String user, Runnable action) {
		CountDownLatch begun = new CountDownLatch(1);
		this.nodes.duringConfirmation(user, begun::countDown);
		return this.executor.submit(() -> {
			TestWaits.await("the confirmation", begun);
			action.run();
			return null;
		});
	}

	private CollectResult pollWhilePending(StartResult.Started login) {
		CollectResult result = poll(login);
		while (result instanceof CollectResult.Pending) {
			result = poll(login);
		}
		return result;
	}

	private boolean isLive(CollectResult result) {
		return result instanceof CollectResult.Collected collected
				&& this.nodes.next().authenticate(collected.credential()).isPresent();
	}

	/** One in four users gets a credential of the host. */
	private String user(int round) {
		return ((this.random.nextInt(4) == 0) ? Nodes.HOST : "user ") + round;
	}

	private void confirm(StartResult.Started login, String user) {
		assertThat(this.nodes.next().confirm(login.login().id(), TestUsers.user(user)))
			.isInstanceOf(DecisionResult.Decided.class);
	}

	private CollectResult poll(StartResult.Started login) {
		DeviceCode code = TestLogins.code(login);
		return this.nodes.next().collect(code, null);
	}

	/** Makes another choice in each round, all of them in turn. */
	private static Set<Rival> choice(int round, Rival... rivals) {
		Set<Rival> chosen = EnumSet.noneOf(Rival.class);
		for (int i = 0; i < rivals.length; i++) {
			if ((round >> i & 1) == 1) {
				chosen.add(rivals[i]);
			}
		}
		return chosen;
	}

	/** Each rival acts at some moment between two hundred polls. */
	private Ending race(StartResult.Started login, String user, Set<Rival> rivals, CollectResult... before)
			throws Exception {
		List<Callable<Optional<CollectResult>>> tasks = new ArrayList<>(
				Collections.nCopies(POLLS, () -> Optional.of(poll(login))));
		rivals.forEach((rival) -> tasks.add(this.random.nextInt(POLLS), () -> {
			rival.act(this.nodes.next(), login, user);
			return Optional.empty();
		}));
		List<CollectResult> polls = new ArrayList<>(List.of(before));
		for (Future<Optional<CollectResult>> result : this.executor.invokeAll(tasks)) {
			result.get().ifPresent(polls::add);
		}
		return ending(login, polls, !user.startsWith(Nodes.HOST));
	}

	private Ending ending(StartResult.Started login, List<CollectResult> polls, boolean token) {
		Optional<CliLogin> found = this.nodes.next().get(login.login().id());
		Ending ending = new Ending(found, polls, this.nodes.events());
		Optional<CliLoginStatus> status = found.map(CliLogin::status);
		this.endings.add(status);
		for (CliLoginService node : this.nodes.all()) {
			for (String credential : ending.credentials()) {
				assertThat(node.authenticate(credential).isPresent()).as("live, -Dclilogin.test.seed=%s", SEED)
					.isEqualTo(token && status.equals(Optional.of(CliLoginStatus.COLLECTED)));
			}
		}
		return ending;
	}

	private static void isDeadIfRevoked(Ending ending, Set<Rival> rivals) {
		if (rivals.contains(Rival.REVOKE) || rivals.contains(Rival.REVOKE_ALL)) {
			assertThat(ending.login().map(CliLogin::status)).isNotEqualTo(Optional.of(CliLoginStatus.COLLECTED));
		}
	}

}
