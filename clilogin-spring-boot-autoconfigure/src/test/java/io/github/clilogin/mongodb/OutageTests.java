package io.github.clilogin.mongodb;

import java.time.Duration;
import java.util.List;

import com.mongodb.MongoException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoWriteConcernException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A MongoDB that stops, hangs, refuses or loses its answer: an exception means unknown,
 * and every step is safe to repeat.
 */
class OutageTests {

	private final Sample sample = Sample.pending();

	private Mongod mongod;

	private TestMongo mongo;

	@BeforeEach
	void open() {
		this.mongod = Mongod.start(TestMongo.FAILURES_ON_DEMAND);
		this.mongo = new TestMongo(this.mongod.uri(), "test");
	}

	@AfterEach
	void close() {
		if (this.mongo != null) { // Null without a mongod
			this.mongo.close();
			this.mongod.close();
		}
	}

	@Test
	void whileMongoDbIsDownEveryOperationThrowsAndAfterwardsItAnswers() {
		CliLoginRepository repository = this.mongo.repository();
		repository.insert(this.sample.login());
		this.mongod.stop();
		List<Runnable> operations = List.of(() -> repository.insert(Sample.pending().login()),
				() -> repository.findById(this.sample.id()),
				() -> repository.apply(this.sample.id(), this.sample.confirm()),
				() -> repository.revokeAll("ann", null, Sample.NOW), () -> repository.delete(this.sample.id()),
				() -> repository.countPending(Sample.NOW), () -> repository.sweep(Sample.NOW));
		operations.forEach((operation) -> assertThatExceptionOfType(MongoException.class).isThrownBy(operation::run));
		this.mongod.restart();
		assertThat(repository.apply(this.sample.id(), this.sample.confirm())).isTrue();
	}

	@Test
	void creationOfIndexesIsRetriedIfMongoDbWasDownAtTheFirstInsert() {
		CliLoginRepository repository = this.mongo.repository();
		this.mongod.stop();
		try (CapturedLog warnings = new CapturedLog(LoginIndexes.class)) {
			assertThatExceptionOfType(MongoException.class).isThrownBy(() -> repository.insert(this.sample.login()));
			assertThat(warnings.messages()).isEmpty();
		}
		this.mongod.restart();
		assertThat(repository.insert(this.sample.login())).isEqualTo(CliLoginRepository.Insert.DONE);
		assertThat(this.mongo.collection().listIndexes()).hasSize(8);
	}

	@Test
	void anOperationOnAHangingMongoDbFailsAfterFiveSeconds() {
		CliLoginRepository repository = this.mongo.repository();
		repository.insert(this.sample.login());
		this.mongod.whilePaused(() -> {
			long start = System.nanoTime();
			assertThatExceptionOfType(MongoOperationTimeoutException.class)
				.isThrownBy(() -> repository.apply(this.sample.id(), this.sample.confirm()));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4),
					Duration.ofSeconds(30));
		});
	}

	@Test
	void aWriteThatTheMajorityDidNotAcknowledgeIsUnknownAndMayBeRepeated() {
		CliLoginRepository repository = this.mongo.repository();
		repository.insert(this.sample.login());
		this.mongo.failOnce("update", "writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' }");
		assertThatExceptionOfType(MongoWriteConcernException.class)
			.isThrownBy(() -> repository.apply(this.sample.id(), this.sample.confirm()));
		assertThat(repository.findById(this.sample.id())).contains(this.sample.after(this.sample.confirm()));
		assertThat(repository.apply(this.sample.id(), this.sample.confirm())).isFalse();
	}

	@Test
	void aLostAnswerOfAStandaloneIsUnknown() {
		CliLoginRepository repository = this.mongo.repository();
		repository.insert(this.sample.login());
		this.mongo.failOnce("update", "closeConnection: true");
		assertThatExceptionOfType(MongoException.class)
			.isThrownBy(() -> repository.apply(this.sample.id(), this.sample.confirm()));
	}

	@Test
	void aHostThatMayNeitherCreateNorListIndexesIsTrusted() {
		this.mongo.failAlways("'createIndexes', 'listIndexes'", "errorCode: 13");
		try (CapturedLog warnings = new CapturedLog(LoginIndexes.class)) {
			CliLoginRepository repository = this.mongo.repository();
			assertThat(repository.insert(this.sample.login())).isEqualTo(CliLoginRepository.Insert.DONE);
			assertThat(repository.insert(Sample.pending().login())).isEqualTo(CliLoginRepository.Insert.DONE);
			assertThat(warnings.messages()).singleElement()
				.asString()
				.contains("Could not list the indexes", "[userCode] (Unauthorized)");
		}
	}

	@Test
	void aListingThatFailsOtherwiseIsNotTrusted() {
		this.mongo.failAlways("'listIndexes'", "errorCode: 8");
		CliLoginRepository repository = this.mongo.repository(false);
		assertThatExceptionOfType(MongoException.class).isThrownBy(() -> repository.insert(this.sample.login()));
	}

	@Test
	void creationOfIndexesIsRetriedAfterAStepDown() {
		CliLoginRepository repository = this.mongo.repository();
		this.mongo.failOnce("createIndexes", "errorCode: 10107");
		assertThatExceptionOfType(MongoException.class).isThrownBy(() -> repository.insert(this.sample.login()));
		assertThat(repository.insert(this.sample.login())).isEqualTo(CliLoginRepository.Insert.DONE);
		assertThat(this.mongo.collection().listIndexes()).hasSize(8);
	}

}
