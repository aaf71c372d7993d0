package io.github.clilogin.mongodb;

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

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.RealMongoDbTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user with many logins revokes them all while they are being collected. With the
 * status in ascending order in the index, a login that was collected meanwhile moved
 * behind the scan, and its token stayed live in 19 of 20 rounds.
 */
@RealMongoDbTest
class RevokeAllRaceTests {

	private static final int LOGINS = 300;

	private static final int THREADS = 3;

	private static final int ROUNDS = 6;

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	private TestMongo mongo;

	private CliLoginRepository repository;

	@BeforeEach
	void open() {
		this.mongo = new TestMongo(getClass());
		this.repository = this.mongo.repository();
		this.repository.insert(Sample.pending().login());
	}

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.mongo.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void noTokenIsLiveWhenAllWereRevokedWhileTheyWereCollected(boolean keepOne) throws Exception {
		for (int i = 0; i < ROUNDS; i++) {
			List<Sample> samples = Stream.generate(Sample::pending).limit(LOGINS).toList();
			this.mongo.collection()
				.insertMany(
						samples.stream().map((sample) -> LoginDocument.of(sample.after(sample.confirm()))).toList());
			Sample kept = keepOne ? samples.get(0) : null;
			race(samples, kept);
			assertThat(this.mongo.collection().countDocuments(new Document("status", "COLLECTED")))
				.isEqualTo(keepOne ? 1 : 0);
			this.mongo.collection().deleteMany(new Document());
		}
	}

	private void race(List<Sample> samples, @Nullable Sample kept) throws Exception {
		Queue<Sample> queue = new ConcurrentLinkedQueue<>(samples);
		CountDownLatch started = new CountDownLatch(LOGINS / 10);
		List<? extends Future<?>> collectors = IntStream.range(0, THREADS)
			.mapToObj((i) -> this.executor.submit(() -> collectAll(queue, started)))
			.toList();
		boolean collecting = started.await(30, TimeUnit.SECONDS);
		this.repository.revokeAll("ann", (kept != null) ? kept.id() : null, Sample.NOW);
		for (Future<?> collector : collectors) {
			collector.get();
		}
		assertThat(collecting).as("the collections have begun").isTrue();
	}

	private void collectAll(Queue<Sample> queue, CountDownLatch started) {
		for (Sample sample = queue.poll(); sample != null; sample = queue.poll()) {
			this.repository.apply(sample.id(), sample.collect());
			started.countDown();
		}
	}

}
