package io.github.clilogin.mongodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.StartResult;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that two nodes on one MongoDB deliver credentials of the host together.
 */
@RealMongoDbTest
class HostCredentialNodesTests {

	private static final Authentication ANN = TestUsers.user("ann");

	private static final int POLLS = 8;

	private final String database = RealMongoDb.newDatabase(getClass());

	private final TestMongo first = new TestMongo(RealMongoDb.uri(), this.database);

	private final TestMongo second = new TestMongo(RealMongoDb.uri(), this.database);

	private final List<CliLoginService> services = new ArrayList<>();

	@AfterEach
	void close() {
		this.services.forEach(CliLoginService::close);
		this.first.close();
		this.second.close();
	}

	/** A node whose mapper makes another credential than that of any other. */
	private CliLoginService node(String name, CliLoginRepository repository) {
		CliLoginService service = TestLogins.builder(repository, CliLoginSecurity.userService(() -> null))
			.mapper((user, login) -> CliCredential.of("secret of " + name, "Bearer", login.expiresAt()))
			.build();
		this.services.add(service);
		return service;
	}

	private static StartResult.Started start(CliLoginService node) {
		return new TestLogins(node).start();
	}

	@Test
	void oneNodeStartsAnotherConfirmsAndBothCollectOneValue() throws Exception {
		CliLoginService one = node("one", this.first.repository());
		CliLoginService two = node("two", this.second.repository());
		for (int i = 0; i < 10; i++) {
			StartResult.Started started = start(one);
			assertThat(two.confirm(started.login().id(), ANN)).isInstanceOf(DecisionResult.Decided.class);
			assertThat(together(POLLS, (n) -> ((n % 2 == 0) ? one : two).collect(TestLogins.code(started), null)))
				.containsOnly(new CollectResult.Collected("secret of two", "Bearer", started.login().expiresAt(),
						Set.of(), "ann"));
		}
	}

	@Test
	void oneCredentialIsDeliveredIfTwoNodesConfirmAtOnce() throws Exception {
		CliLoginService one = node("one", this.first.repository());
		CliLoginService two = node("two", this.second.repository());
		for (int i = 0; i < 10; i++) {
			StartResult.Started started = start(one);
			assertThat(together(2, (n) -> ((n == 0) ? one : two).confirm(started.login().id(), ANN)))
				.hasOnlyElementsOfType(DecisionResult.Decided.class);
			assertThat(new HashSet<>(
					together(POLLS, (n) -> ((n % 2 == 0) ? one : two).collect(TestLogins.code(started), null))))
				.singleElement()
				.isInstanceOf(CollectResult.Collected.class);
		}
	}

	@Test
	void aNodeThatStopsAfterItsWriteLosesNothing() {
		CliLoginService stopping = node("one", new ForwardingRepository(this.first.repository()) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				super.apply(id, transition);
				throw new IllegalStateException("stopped");
			}
		});
		CliLoginService other = node("two", this.second.repository());
		StartResult.Started started = start(stopping);
		assertThatIllegalStateException().isThrownBy(() -> stopping.confirm(started.login().id(), ANN));
		assertThatIllegalStateException().isThrownBy(() -> stopping.collect(TestLogins.code(started), null));
		assertThat(other.collect(TestLogins.code(started), null)).isInstanceOfSatisfying(CollectResult.Collected.class,
				(collected) -> assertThat(collected.credential()).isEqualTo("secret of one"));
	}

	@Test
	void storedDocumentsDoNotContainTheCredential() {
		CliLoginService one = node("one", this.first.repository());
		StartResult.Started started = start(one);
		one.confirm(started.login().id(), ANN);
		Document stored = Objects.requireNonNull(this.first.collection().find().first());
		assertThat(stored).containsKeys("sealKey", "sealed").containsEntry("kind", "sealed");
		assertThat(stored.toJson()).doesNotContain("secret", TestLogins.code(started).value());
		one.collect(TestLogins.code(started), null);
		one.cancel(TestLogins.code(started), null);
		assertThat(this.first.collection().find().first()).isNotNull().doesNotContainKeys("sealed", "tokenHash");
	}

	private static <T> List<T> together(int count, IntFunction<T> task) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		CyclicBarrier barrier = new CyclicBarrier(count);
		try {
			List<Callable<T>> tasks = IntStream.range(0, count).<Callable<T>>mapToObj((n) -> () -> {
				barrier.await();
				return task.apply(n);
			}).toList();
			List<T> results = new ArrayList<>();
			for (Future<T> result : threads.invokeAll(tasks)) {
				results.add(result.get());
			}
			return Collections.unmodifiableList(results);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
