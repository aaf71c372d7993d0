package io.github.clilogin.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.testsupport.RealMongoDbTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the command of every operation and the plan of MongoDB for it, among many other
 * logins.
 */
@RealMongoDbTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementTests {

	private static final int OTHERS = 400;

	private static final Set<String> PLAIN_OPERATORS = Set.of("$set", "$unset", "$inc");

	@AutoClose
	private final TestMongo mongo = new TestMongo(getClass());

	private final CliLoginRepository repository = this.mongo.repository();

	private final Sample confirmed = Sample.pending();

	private final Sample collected = Sample.pending();

	@BeforeAll
	void storeManyLogins() {
		this.repository.insert(Sample.pending().login());
		List<CliLogin> logins = new ArrayList<>();
		Stream.generate(Sample::pending).limit(OTHERS).forEach((other) -> {
			logins.add(other.login());
			logins.add(expired(Sample.pending().login()));
			logins.add(Sample.pending().after(new CliLoginTransition.CancelPending(Sample.START)));
			logins.add(ofBen(Sample.pending()));
		});
		logins.add(this.confirmed.after(this.confirmed.confirm()));
		logins.add(this.collected.after(this.collected.confirm(), this.collected.collect()));
		this.mongo.collection().insertMany(logins.stream().map(LoginDocument::of).toList());
		this.mongo.sent();
	}

	private static CliLogin expired(CliLogin login) {
		Instant start = Sample.START.minus(Duration.ofMinutes(30));
		return CliLogin.builder(login.id(), login.userCode(), login.request())
			.createdAt(start)
			.expiresAt(start.plus(Duration.ofMinutes(10)))
			.build();
	}

	private static CliLogin ofBen(Sample sample) {
		return sample.after(sample.confirm(new CliUser("ben", "Ben", Set.of(), true)), sample.collect());
	}

	/** All operations that begin with a filter; by a name, because a lambda has none. */
	private Map<String, Runnable> operations() {
		Map<String, Runnable> operations = new LinkedHashMap<>();
		String id = this.collected.id();
		operations.put("findById", () -> this.repository.findById(id));
		operations.put("findDurableById", () -> this.repository.findDurableById(id));
		operations.put("findByUserCode", () -> this.repository.findByUserCode(this.collected.login().userCode()));
		operations.put("findByTokenHash", () -> this.repository.findByTokenHash(this.collected.tokenHash()));
		operations.put("findByOwner", () -> this.repository.findByOwner("ann"));
		operations.put("countPending", () -> this.repository.countPending(Sample.NOW));
		operations.put("undelivered", () -> this.repository.undelivered(Sample.NOW.minusMillis(1), 5));
		operations.put("sweep", () -> this.repository.sweep(Sample.START));
		operations.put("revokeAll", () -> this.repository.revokeAll("nobody", null, Sample.NOW));
		operations.put("revokeAll of ann but one", () -> this.repository.revokeAll("ann", id, Sample.NOW));
		operations.put("findOwnerGeneration", () -> this.repository.findOwnerGeneration("ann"));
		operations.put("saveOwnerGeneration", () -> this.repository.saveOwnerGeneration("ann", "generation"));
		operations.put("delete", () -> this.repository.delete(Sample.pending().id()));
		StepDocumentsTests.cases()
			.map(StepDocumentsTests.Case::transition)
			.forEach(
					(transition) -> operations.put(transition.toString(), () -> this.repository.apply(id, transition)));
		return operations;
	}

	Stream<String> names() {
		return operations().keySet().stream();
	}

	private List<BsonDocument> commands(String name) {
		this.mongo.sent();
		Objects.requireNonNull(operations().get(name)).run();
		return this.mongo.sent();
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyOperationIsOneCommandButSweepAndADurableReadAreTwo(String name) {
		assertThat(commands(name)).hasSize(Set.of("sweep", "findDurableById").contains(name) ? 2 : 1);
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyStatementIsAnsweredByAnIndexAndLooksAtLittleElse(String name) {
		for (BsonDocument command : commands(name)) {
			Document plan = explain(command);
			assertThat(plan.toJson()).containsPattern("IXSCAN|IDHACK").doesNotContain("COLLSCAN");
			Document stats = stats(plan);
			int few = name.equals("countPending") ? 2 * OTHERS + 2 : 3;
			assertThat(stats.getInteger("totalDocsExamined")).as(plan.toJson()).isLessThanOrEqualTo(few);
			assertThat(stats.getInteger("totalKeysExamined")).as(plan.toJson()).isLessThanOrEqualTo(few);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void writesWaitForTheMajorityAndNothingTakesLongerThanFiveSeconds(String name) {
		for (BsonDocument command : commands(name)) {
			boolean write = Set.of("update", "delete").contains(command.getFirstKey());
			assertThat(command.getDocument("writeConcern", new BsonDocument()))
				.isEqualTo(BsonDocument.parse(write ? "{ w: 'majority' }" : "{}"));
			assertThat(command.getNumber("maxTimeMS").longValue()).isPositive().isLessThanOrEqualTo(5000);
			assertThat(command).doesNotContainKey("$readPreference");
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void updatesUsePlainOperators(String name) {
		commands(name).stream()
			.filter((command) -> command.getFirstKey().equals("update"))
			.flatMap((command) -> command.getArray("updates").stream())
			.forEach(
					(update) -> assertThat(PLAIN_OPERATORS).containsAll(update.asDocument().getDocument("u").keySet()));
	}

	/**
	 * The start of the scan decides which logins a race may miss; see
	 * {@link LoginIndexes}.
	 */
	@Test
	void revokeAllLooksAtConfirmedLoginsBeforeCollectedOnes() {
		String plan = explain(commands("revokeAll").get(0)).toJson();
		assertThat(plan).contains("owner_1_status_-1").contains("\"direction\": \"forward\"");
		assertThat(plan.indexOf("\\\"CONFIRMED\\\"")).isBetween(1, plan.indexOf("\\\"COLLECTED\\\""));
	}

	private Document explain(BsonDocument command) {
		BsonDocument plain = new BsonDocument();
		plain.putAll(command);
		List.of("$db", "lsid", "txnNumber", "writeConcern", "maxTimeMS", "$clusterTime", "readConcern")
			.forEach(plain::remove);
		return this.mongo.database().runCommand(new Document("explain", plain).append("verbosity", "executionStats"));
	}

	/** An aggregation hides it one level deeper. */
	private static Document stats(Document plan) {
		if (plan.containsKey("executionStats")) {
			return plan.get("executionStats", Document.class);
		}
		Document cursor = plan.getList("stages", Document.class).get(0).get("$cursor", Document.class);
		return cursor.get("executionStats", Document.class);
	}

}
