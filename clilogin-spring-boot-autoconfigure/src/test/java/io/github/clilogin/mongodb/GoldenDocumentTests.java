package io.github.clilogin.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.GoldenFile;
import io.github.clilogin.testsupport.RealMongoDbTest;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the commands that MongoDB gets, and the documents that it then stores, with
 * recorded ones. All of them were recorded before the rules became data, except the
 * commands of {@code Use}, {@code RevokeUncollected}, {@code undelivered}, generations
 * and return codes, and the limits of finds.
 */
@RealMongoDbTest
class GoldenDocumentTests {

	private static final Set<String> ENVELOPE = Set.of("$db", "$clusterTime", "lsid", "txnNumber", "maxTimeMS",
			"readConcern", "writeConcern", "ordered", "singleBatch", "batchSize");

	private static final Sample SAMPLE = Sample.pending();

	@AutoClose
	private final TestMongo mongo = new TestMongo(getClass());

	private final CliLoginRepository repository = this.mongo.repository();

	@Test
	void everyCommandAndDocumentIsAsRecorded() {
		new GoldenFile(getClass(), "documents.golden").assertMatches(lines());
	}

	@Test
	void everyTransitionIsRecorded() {
		assertThat(transitions().values().stream().map(Object::getClass))
			.containsOnly(CliLoginTransition.class.getPermittedSubclasses());
	}

	private List<String> lines() {
		this.repository.insert(Sample.pending().login());
		List<String> lines = new ArrayList<>();
		operations().forEach((name, operation) -> lines.addAll(sent(name, operation)));
		ways().forEach((name, way) -> lines.add("stored, " + name + ": " + stored(way)));
		return lines;
	}

	private List<String> sent(String name, Runnable operation) {
		this.mongo.sent();
		operation.run();
		return this.mongo.sent().stream().map((command) -> name + ": " + text(plain(command))).toList();
	}

	private String stored(List<CliLoginTransition> way) {
		this.repository.insert(SAMPLE.login());
		way.forEach((transition) -> assertThat(this.repository.apply(SAMPLE.id(), transition)).isTrue());
		String stored = text(this.mongo.stored(SAMPLE.id()));
		this.repository.delete(SAMPLE.id());
		return stored;
	}

	private Map<String, Runnable> operations() {
		Map<String, Runnable> operations = new LinkedHashMap<>();
		transitions()
			.forEach((name, transition) -> operations.put(name, () -> this.repository.apply(SAMPLE.id(), transition)));
		operations.put("findById", () -> this.repository.findById(SAMPLE.id()));
		operations.put("findByUserCode", () -> this.repository.findByUserCode(SAMPLE.login().userCode()));
		operations.put("findByTokenHash", () -> this.repository.findByTokenHash(SAMPLE.tokenHash()));
		operations.put("findByOwner", () -> this.repository.findByOwner("ann"));
		operations.put("revokeAll", () -> this.repository.revokeAll("ann", null, Sample.NOW));
		operations.put("revokeAll but one", () -> this.repository.revokeAll("ann", SAMPLE.id(), Sample.NOW));
		operations.put("findOwnerGeneration", () -> this.repository.findOwnerGeneration("ann"));
		operations.put("saveOwnerGeneration", () -> this.repository.saveOwnerGeneration("ann", "generation"));
		operations.put("delete", () -> this.repository.delete(SAMPLE.id()));
		operations.put("countPending", () -> this.repository.countPending(Sample.NOW));
		operations.put("undelivered", () -> this.repository.undelivered(Sample.NOW, 5));
		operations.put("sweep", () -> this.repository.sweep(Sample.NOW));
		return operations;
	}

	private static Map<String, CliLoginTransition> transitions() {
		return SampleLogins.namedTransitions(SAMPLE.login(), Sample.NOW);
	}

	/** The ways into each state, and three that lead to the same state differently. */
	private static Map<String, List<CliLoginTransition>> ways() {
		CliLoginTransition confirm = SAMPLE.confirm();
		CliLoginTransition collect = SAMPLE.collect();
		CliLoginTransition redeliver = new CliLoginTransition.Redeliver(Sample.NOW);
		Map<String, List<CliLoginTransition>> ways = new LinkedHashMap<>(SampleLogins.states(SAMPLE.login()));
		ways.put("rejected by the host after confirming",
				List.of(confirm, new CliLoginTransition.Reject(null, null, Sample.NOW)));
		ways.put("redelivered twice", List.of(confirm, collect, redeliver, redeliver));
		ways.put("used without a first use", List.of(confirm, collect, new CliLoginTransition.Use(Sample.NOW)));
		return ways;
	}

	private static BsonDocument plain(BsonDocument command) {
		BsonDocument plain = new BsonDocument();
		plain.putAll(command);
		ENVELOPE.forEach(plain::remove);
		return plain;
	}

	/** Members in alphabetical order, since MongoDB does not heed their order. */
	private static String text(BsonValue value) {
		if (value instanceof BsonDocument document) {
			return new TreeMap<>(document).entrySet()
				.stream()
				.map((member) -> member.getKey() + ": " + text(member.getValue()))
				.collect(Collectors.joining(", ", "{", "}"));
		}
		if (value instanceof BsonArray array) {
			return array.stream().map(GoldenDocumentTests::text).collect(Collectors.joining(", ", "[", "]"));
		}
		return (value instanceof BsonString text) ? text(text.getValue()) : scalar(value);
	}

	private static String text(String text) {
		Map<String, String> names = Map.of(SAMPLE.id(), "ID", SAMPLE.tokenHash(), "HASH", SAMPLE.login().userCode(),
				"CODE");
		return names.getOrDefault(text, '"' + text + '"');
	}

	private static String scalar(BsonValue value) {
		return switch (value.getBsonType()) {
			case NULL -> "null";
			case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
			case INT32 -> "int32(" + value.asInt32().getValue() + ")";
			case INT64 -> "int64(" + value.asInt64().getValue() + ")";
			case DATE_TIME -> distance(Instant.ofEpochMilli(value.asDateTime().getValue()));
			default -> throw new IllegalArgumentException("Unexpected BSON type " + value.getBsonType());
		};
	}

	private static String distance(Instant time) {
		Duration distance = Duration.between(Sample.NOW, time);
		return "now" + (distance.isNegative() ? "-" : "+") + distance.abs().toMillis() + "ms";
	}

}
