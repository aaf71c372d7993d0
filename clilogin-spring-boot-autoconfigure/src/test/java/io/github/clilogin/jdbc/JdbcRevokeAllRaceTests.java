package io.github.clilogin.jdbc;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.test.SampleLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a user with many logins can revoke them all while they are collected. With
 * an index on owner and status, a login that is collected moves in the index. On MariaDB
 * its token then stayed valid in two of 15 rounds.
 */
class JdbcRevokeAllRaceTests {

	private static final int LOGINS = 300;

	private static final int OTHERS = 3_000;

	private static final int THREADS = 3;

	private static final int ROUNDS = (Integer.getInteger("clilogin.test.rounds") != null) ? 50 : 3;

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void close() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void noTokenIsValidWhenAllAreRevokedWhileTheyAreCollected(TestDatabase database) throws Exception {
		try (LoginTables tables = database.open(getClass())) {
			String table = tables.create();
			JdbcTemplate jdbc = new JdbcTemplate(tables.dataSource());
			LoginRows.insert(tables.dataSource(), table, confirmed(OTHERS));
			jdbc.update("UPDATE " + table + " SET owner = id");
			CliLoginRepository repository = JdbcCliLogins.repository(tables.dataSource(), table);
			for (int i = 0; i < ROUNDS; i++) {
				List<CliLogin> logins = confirmed(LOGINS);
				LoginRows.insert(tables.dataSource(), table, logins);
				race(repository, logins);
				assertThat(jdbc.queryForList("SELECT status FROM " + table + " WHERE owner = 'ann'", String.class))
					.hasSize(LOGINS)
					.containsOnly("REVOKED");
				jdbc.update("DELETE FROM " + table + " WHERE owner = 'ann'");
			}
		}
	}

	private static List<CliLogin> confirmed(int number) {
		return Stream.generate(SampleLogins::pending)
			.limit(number)
			.map((login) -> SampleLogins.confirm(SampleLogins.ANN, SampleLogins.NOW).applyTo(login).orElseThrow())
			.toList();
	}

	private void race(CliLoginRepository repository, List<CliLogin> logins) throws Exception {
		Queue<CliLogin> queue = new ConcurrentLinkedQueue<>(logins);
		CountDownLatch started = new CountDownLatch(LOGINS / 10);
		List<? extends Future<?>> collectors = IntStream.range(0, THREADS)
			.mapToObj((i) -> this.executor.submit(() -> collectAll(repository, queue, started)))
			.toList();
		boolean collecting = started.await(30, TimeUnit.SECONDS);
		repository.revokeAll("ann", null, SampleLogins.NOW);
		for (Future<?> collector : collectors) {
			collector.get();
		}
		assertThat(collecting).as("the collections have begun").isTrue();
	}

	private static void collectAll(CliLoginRepository repository, Queue<CliLogin> queue, CountDownLatch started) {
		for (CliLogin login = queue.poll(); login != null; login = queue.poll()) {
			repository.apply(login.id(), SampleLogins.collect(login, SampleLogins.NOW));
			started.countDown();
		}
	}

}
