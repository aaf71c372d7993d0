package io.github.clilogin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.store.Field;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that three instances with one store count the wrong return codes that many
 * threads send at once.
 */
public abstract class AbstractReturnCodeRaceTests {

	private static final int THREADS = 9;

	private final Queue<CliLoginEvent> events = new ConcurrentLinkedQueue<>();

	private final List<CliLoginService> instances = new ArrayList<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	private final int rounds;

	/**
	 * Creates the tests.
	 * @param rounds the number of races of each test
	 */
	protected AbstractReturnCodeRaceTests(int rounds) {
		this.rounds = rounds;
	}

	/**
	 * {@return the store, as another instance opens it}
	 */
	protected abstract CliLoginRepository openRepository();

	@BeforeEach
	void start() {
		Stream.generate(this::instance).limit(3).forEach(this.instances::add);
	}

	private CliLoginService instance() {
		return TestLogins.builder(openRepository(), new TestUsers()).listener(this.events::add).build();
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.instances.forEach(CliLoginService::close);
	}

	/** A confirmed login and its return code. */
	private record Waiting(DeviceCode device, String id, ReturnCode code) {
	}

	private Waiting waiting() {
		CliLoginService service = this.instances.get(0);
		StartResult.Started started = (StartResult.Started) service.start(
				CliLoginRequest.builder(CliLoginFlow.CONFIRM).returnMethods(List.of(ReturnCode.Method.CODE)).build());
		DecisionResult.Decided decided = (DecisionResult.Decided) service.confirm(started.login().id(),
				TestUsers.user("ann"));
		return new Waiting(TestLogins.code(started), started.login().id(),
				Objects.requireNonNull(decided.returnCode()));
	}

	private List<CollectResult> polls(Waiting login, List<ReturnCode> codes) throws Exception {
		CyclicBarrier start = new CyclicBarrier(codes.size());
		List<Callable<CollectResult>> polls = IntStream.range(0, codes.size())
			.<Callable<CollectResult>>mapToObj((i) -> () -> {
				start.await();
				return this.instances.get(i % 3).collect(login.device(), null, codes.get(i));
			})
			.toList();
		List<CollectResult> results = new ArrayList<>();
		for (Future<CollectResult> poll : this.executor.invokeAll(polls)) {
			results.add(poll.get());
		}
		return results;
	}

	private static List<ReturnCode> wrong(ReturnCode right, int count) {
		return "BCDFGHJKLMNPQRSTVWXZ".chars()
			.mapToObj((letter) -> ReturnCode.parse(Character.toString(letter).repeat(6)).orElseThrow())
			.filter((code) -> !code.equals(right))
			.limit(count)
			.toList();
	}

	private CliLogin stored(Waiting login) {
		return this.instances.get(0).get(login.id()).orElseThrow();
	}

	@Test
	void threeMissesRejectTheLoginOnce() throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			Waiting login = waiting();
			this.events.clear();
			List<CollectResult> results = polls(login, wrong(login.code(), THREADS));
			assertThat(results).filteredOn(CollectResult.ReturnCodeRequired.class::isInstance).hasSize(2);
			assertThat(results).filteredOn(CollectResult.Rejected.class::isInstance).hasSize(THREADS - 2);
			assertThat(stored(login).status()).isEqualTo(CliLoginStatus.REJECTED);
			assertThat(stored(login).row().get(Field.RETURN_MISSES)).isEqualTo(3);
			assertThat(this.events).filteredOn(CliLoginEvent.Decided.class::isInstance).hasSize(1);
			assertThat(this.events.stream()
				.filter(CliLoginEvent.WrongReturnCode.class::isInstance)
				.map(CliLoginEvent.WrongReturnCode.class::cast)
				.map(CliLoginEvent.WrongReturnCode::misses)).containsExactlyInAnyOrder(1, 2, 3);
			assertThat(this.instances.get(1).collect(login.device(), null, login.code()))
				.isInstanceOf(CollectResult.Rejected.class);
		}
	}

	@Test
	void theSameWrongCodeCountsOnce() throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			Waiting login = waiting();
			ReturnCode wrong = wrong(login.code(), 1).get(0);
			assertThat(polls(login, Stream.generate(() -> wrong).limit(THREADS).toList()))
				.hasOnlyElementsOfType(CollectResult.ReturnCodeRequired.class);
			assertThat(stored(login).row().get(Field.RETURN_MISSES)).isEqualTo(1);
		}
	}

	/**
	 * Of the codes that are compared at once, at most two wrong ones precede the right.
	 */
	@Test
	void theRightCodeAmongWrongOnesCollectsOrIsTooLate() throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			Waiting login = waiting();
			List<ReturnCode> codes = new ArrayList<>(wrong(login.code(), THREADS - 1));
			codes.add(round % THREADS, login.code());
			List<CollectResult> results = polls(login, codes);
			CliLogin stored = stored(login);
			int misses = (stored.row().get(Field.RETURN_MISSES) instanceof Integer counted) ? counted : 0;
			CollectResult ofRight = results.get(round % THREADS);
			if (ofRight instanceof CollectResult.Collected) {
				assertThat(stored.status()).isEqualTo(CliLoginStatus.COLLECTED);
				assertThat(misses).isLessThan(3);
			}
			else {
				assertThat(ofRight).isInstanceOf(CollectResult.Rejected.class);
				assertThat(misses).isEqualTo(3);
			}
		}
	}

	@Test
	void manyRightCodesCollectOneToken() throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			Waiting login = waiting();
			List<CollectResult> results = polls(login, Stream.generate(login::code).limit(THREADS).toList());
			assertThat(results).hasOnlyElementsOfType(CollectResult.Collected.class);
			assertThat(results.stream().distinct()).hasSize(1);
		}
	}

}
