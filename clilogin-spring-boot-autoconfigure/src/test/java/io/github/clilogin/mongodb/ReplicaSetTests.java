package io.github.clilogin.mongodb;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.ReplicaSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica set remembers the writes that it has done: the driver asks again for a lost
 * answer, and the winner stays the winner.
 */
class ReplicaSetTests {

	/** Performs the write and reports it as failed. */
	private static final String SHUTTING_DOWN = "writeConcernError: { code: 91, errmsg: 'shutting down' }, "
			+ "errorLabels: ['RetryableWriteError']";

	private final Sample sample = Sample.pending();

	private ReplicaSet set;

	private TestMongo mongo;

	@BeforeEach
	void open() {
		this.set = ReplicaSet.start(1, TestMongo.FAILURES_ON_DEMAND);
		this.mongo = new TestMongo(this.set.uri(), "test");
	}

	@AfterEach
	void close() {
		if (this.mongo != null) { // Null without a mongod
			this.mongo.close();
			this.set.close();
		}
	}

	@Test
	void aRetriedInsertDoesNotReportATakenId() {
		CliLoginRepository repository = this.mongo.repository();
		repository.insert(Sample.pending().login());
		this.mongo.failOnce("insert", SHUTTING_DOWN);
		assertThat(repository.insert(this.sample.login())).isEqualTo(CliLoginRepository.Insert.DONE);
		assertThat(this.mongo.sentNames()).endsWith("insert", "insert");
	}

	@Test
	void aRetriedTransitionDoesNotReportALostRace() {
		CliLoginRepository repository = this.mongo.repository();
		repository.insert(this.sample.login());
		this.mongo.sent();
		this.mongo.failOnce("update", SHUTTING_DOWN);
		assertThat(repository.apply(this.sample.id(), this.sample.confirm())).isTrue();
		this.mongo.failOnce("update", "closeConnection: true");
		assertThat(repository.apply(this.sample.id(), this.sample.collect())).isTrue();
		assertThat(this.mongo.sentNames().stream().filter("update"::equals)).hasSize(4);
	}

}
