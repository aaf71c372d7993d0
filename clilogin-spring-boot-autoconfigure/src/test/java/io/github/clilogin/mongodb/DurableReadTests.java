package io.github.clilogin.mongodb;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliLoginTransition.IfSameLogin;
import io.github.clilogin.CliLoginTransition.Reject;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.store.Step;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.ReplicaSet;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that no answer depends on a write that a failover can lose. The secondaries stop
 * to replicate, so only the primary has the write.
 */
class DurableReadTests {

	private static final Authentication ANN = TestUsers.user("ann");

	private ReplicaSet set;

	private MongoClient client;

	private CliLoginRepository repository;

	private CliLoginService service;

	private StartResult.Started started;

	private String id;

	private DeviceCode code;

	@BeforeEach
	void open() {
		this.set = ReplicaSet.start(3, TestMongo.FAILURES_ON_DEMAND);
		this.client = MongoClients.create(this.set.uri());
		this.repository = MongoCliLogins.repository(this.client.getDatabase("test"), TestMongo.COLLECTION, true);
		this.service = service(this.repository);
		this.started = new TestLogins(this.service).start();
		this.id = this.started.login().id();
		this.code = TestLogins.code(this.started);
	}

	@AfterEach
	void close() {
		if (this.client != null) { // Null without a mongod
			this.client.close();
			this.set.close();
		}
	}

	private static CliLoginService service(CliLoginRepository repository) {
		return TestLogins.builder(repository, CliLoginSecurity.userService(() -> null)).build();
	}

	@Test
	void aSecondClickIsNotAnsweredFromAConfirmationThatCanBeLost() {
		this.set.stopReplication();
		service(this.hasty()).confirm(this.id, ANN);
		assertThatExceptionOfType(MongoException.class).isThrownBy(() -> this.service.confirm(this.id, ANN));
		this.set.continueReplication();
		assertThat(stubbornly(() -> this.service.confirm(this.id, ANN))).isInstanceOf(DecisionResult.Decided.class);
	}

	@Test
	void aPollIsNotAnsweredFromARejectionThatCanBeLost() {
		this.set.stopReplication();
		service(this.hasty()).reject(this.id, ANN, null);
		assertThatExceptionOfType(MongoException.class).isThrownBy(() -> this.service.collect(this.code, null));
		this.set.continueReplication();
		assertThat(stubbornly(() -> this.service.collect(this.code, null))).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void aPollDoesNotCollectAConfirmationThatIsLostAndRepeatedAfterAllLoginsAreRevoked() throws Exception {
		Hasty confirming = hasty();
		Paused polling = new Paused(this.repository);
		this.set.stopReplication();
		service(confirming).confirm(this.id, ANN);
		CompletableFuture<CollectResult> poll = CompletableFuture
			.supplyAsync(() -> stubbornly(() -> service(polling).collect(this.code, null)));
		TestWaits.await("the poll reads the confirmation", polling.read);
		Mongod primary = this.set.primary();
		primary.kill();
		this.set.continueReplication();
		assertThat(stubbornly(() -> this.service.revokeAll("ann"))).isZero();
		assertThat(stubbornly(() -> status())).isEqualTo(CliLoginStatus.PENDING);
		// As the driver does, which has no answer yet
		CliLoginTransition repeated = Objects.requireNonNull(confirming.decision);
		assertThat(stubbornly(() -> this.repository.apply(this.id, repeated))).isTrue();
		polling.goOn.countDown();
		assertThat(poll.join()).isNotInstanceOf(CollectResult.Collected.class);
		assertThat(stubbornly(() -> this.service.collect(this.code, null)))
			.isEqualTo(new CollectResult.Rejected("Access was revoked"));
	}

	private CliLoginStatus status() {
		return this.repository.findById(this.id).orElseThrow().status();
	}

	private Hasty hasty() {
		MongoCollection<Document> logins = this.client.getDatabase("test").getCollection(TestMongo.COLLECTION);
		return new Hasty(this.repository, logins.withWriteConcern(WriteConcern.W1));
	}

	private static <T> T stubbornly(Callable<T> action) {
		return TestWaits.await("an answer of MongoDB")
			.ignoreExceptionsInstanceOf(MongoException.class)
			.pollInSameThread()
			.until(action, (answer) -> true);
	}

	/** Performs decisions without waiting for the majority. */
	private static final class Hasty extends ForwardingRepository {

		private final MongoCollection<Document> logins;

		private @Nullable CliLoginTransition decision;

		Hasty(CliLoginRepository target, MongoCollection<Document> logins) {
			super(target);
			this.logins = logins;
		}

		@Override
		public boolean apply(String id, CliLoginTransition transition) {
			assertThat(transition).isInstanceOfAny(IfSameLogin.class, Reject.class);
			this.decision = transition;
			Step step = transition.step();
			return this.logins.updateOne(StepDocuments.filter(step, id), StepDocuments.update(step))
				.getModifiedCount() == 1;
		}

	}

	/** Pauses after the reads before a collection. */
	private static final class Paused extends ForwardingRepository {

		private final CountDownLatch read = new CountDownLatch(1);

		private final CountDownLatch goOn = new CountDownLatch(1);

		private final CliLoginRepository target;

		Paused(CliLoginRepository target) {
			super(target);
			this.target = target;
		}

		@Override
		public Optional<CliLogin> findDurableById(String id) {
			assertThat(findById(id)).isPresent();
			this.read.countDown();
			return this.target.findDurableById(id);
		}

		@Override
		public Optional<String> findOwnerGeneration(String ownerId) {
			Optional<String> generation = super.findOwnerGeneration(ownerId);
			this.read.countDown();
			TestWaits.await("the failover").until(() -> this.goOn.getCount() == 0);
			return generation;
		}

	}

}
