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
import io.github.clilogin.CliUser;
import io.github.clilogin.testsupport.GoldenFile;
import io.github.clilogin.testsupport.RealMongoDbTest;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import io.github.clilogin.CliLogin.PendingCredential;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the commands that MongoDB gets, and the documents that it then stores, with
 * recorded ones, which were written before the rules became data.
 */
@RealMongoDbTest
class GoldenDocumentTests {

	private static final Set<String> ENVELOPE = Set.of("$db", "$clusterTime", "lsid", "txnNumber", "maxTimeMS",
			"readConcern", "writeConcern", "ordered", "singleBatch", "batchSize");

	private static final Sample SAMPLE = Sample.pending();

	private static final CliUser BEN = new CliUser("ben", "Ben", Set.of(), false);

	@AutoClose
	private final TestMongo mongo = new TestMongo(getClass());

	private final CliLoginRepository repository = this.mongo.repository();

	@Test
	void everyCommandAndDocumentIsAsRecorded() {
		new GoldenFile(getClass(), "documents.golden").assertMatches(lines());
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
		operations.put("delete", () -> this.repository.delete(SAMPLE.id()));
		operations.put("countPending", () -> this.repository.countPending(Sample.NOW));
		operations.put("undelivered", () -> this.repository.undelivered(Sample.NOW, 5));
		operations.put("sweep", () -> this.repository.sweep(Sample.NOW));
		return operations;
	}

	private static Map<String, CliLoginTransition> transitions() {
		Map<String, CliLoginTransition> transitions = new LinkedHashMap<>();
		transitions.put("Confirm(ann)", SAMPLE.confirm());
		transitions.put("Confirm(ben)", SAMPLE.confirm(BEN));
		transitions.put("Confirm(host)", SAMPLE.confirm(null));
		transitions.put("Confirm(ann, sealed)", SAMPLE.confirmSealed());
		transitions.put("Confirm(host, sealed)",
				new CliLoginTransition.Confirm(null, new PendingCredential.SealedCredential("Ym94", "Bearer", null),
						Sample.NOW.plusSeconds(120), Sample.NOW));
		transitions.put("CollectSealed", SAMPLE.collectSealed());
		transitions.put("Reject(ann)", new CliLoginTransition.Reject("ann", "no", Sample.NOW));
		transitions.put("Reject(ben)", new CliLoginTransition.Reject("ben", null, Sample.NOW));
		transitions.put("Reject(host)", new CliLoginTransition.Reject(null, "host", Sample.NOW));
		transitions.put("Cancel", new CliLoginTransition.Cancel(Sample.NOW));
		transitions.put("CancelCollected", new CliLoginTransition.CancelCollected(Sample.NOW));
		transitions.put("Collect", SAMPLE.collect());
		transitions.put("Redeliver", new CliLoginTransition.Redeliver(Sample.NOW));
		transitions.put("FirstUse", new CliLoginTransition.FirstUse(Sample.NOW));
		transitions.put("Use", new CliLoginTransition.Use(Sample.NOW));
		transitions.put("Revoke(ann)", SAMPLE.revoke());
		transitions.put("Revoke(token)", new CliLoginTransition.Revoke(null, "token", Sample.NOW));
		return transitions;
	}

	private static Map<String, List<CliLoginTransition>> ways() {
		CliLoginTransition confirm = SAMPLE.confirm();
		CliLoginTransition collect = SAMPLE.collect();
		CliLoginTransition sealed = SAMPLE.confirmSealed();
		CliLoginTransition collectSealed = SAMPLE.collectSealed();
		CliLoginTransition firstUse = new CliLoginTransition.FirstUse(Sample.NOW);
		CliLoginTransition redeliver = new CliLoginTransition.Redeliver(Sample.NOW);
		CliLoginTransition cancel = new CliLoginTransition.Cancel(Sample.NOW);
		CliLoginTransition cancelCollected = new CliLoginTransition.CancelCollected(Sample.NOW);
		CliLoginTransition reject = new CliLoginTransition.Reject("ann", "no", Sample.NOW);
		Map<String, List<CliLoginTransition>> ways = new LinkedHashMap<>();
		ways.put("pending", List.of());
		ways.put("confirmed", List.of(confirm));
		ways.put("confirmed by the host", List.of(SAMPLE.confirm(null)));
		ways.put("rejected", List.of(reject));
		ways.put("rejected after confirming", List.of(confirm, reject));
		ways.put("rejected by the host", List.of(confirm, new CliLoginTransition.Reject(null, null, Sample.NOW)));
		ways.put("cancelled", List.of(cancel));
		ways.put("collected", List.of(confirm, collect));
		ways.put("redelivered", List.of(confirm, collect, redeliver, redeliver));
		ways.put("used", List.of(confirm, collect, firstUse));
		ways.put("used without a first use", List.of(confirm, collect, new CliLoginTransition.Use(Sample.NOW)));
		ways.put("revoked before collection", List.of(confirm, SAMPLE.revoke()));
		ways.put("revoked", List.of(confirm, collect, firstUse, SAMPLE.revoke()));
		ways.put("revoked in the grace", List.of(confirm, collect, cancelCollected));
		ways.put("sealed", List.of(sealed));
		ways.put("sealed, rejected", List.of(sealed, reject));
		ways.put("sealed, cancelled", List.of(sealed, cancel));
		ways.put("sealed, revoked", List.of(sealed, SAMPLE.revoke()));
		ways.put("sealed, collected", List.of(sealed, collectSealed));
		ways.put("sealed, redelivered", List.of(sealed, collectSealed, redeliver));
		ways.put("sealed, cancelled in the grace", List.of(sealed, collectSealed, cancelCollected));
		return ways;
	}

	private static BsonDocument plain(BsonDocument command) {
		BsonDocument plain = new BsonDocument();
		plain.putAll(command);
		ENVELOPE.forEach(plain::remove);
		return plain;
	}

	/** Members in alphabetical order, since MongoDB does not heed their order. */
	private static String text(@Nullable BsonValue value) {
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

	private static String scalar(@Nullable BsonValue value) {
		if (value != null && value.isDateTime()) {
			Duration distance = Duration.between(Sample.NOW, Instant.ofEpochMilli(value.asDateTime().getValue()));
			return "now" + (distance.isNegative() ? "-" : "+") + distance.abs().toMillis() + "ms";
		}
		if (value != null && value.isBoolean()) {
			return String.valueOf(value.asBoolean().getValue());
		}
		return (value != null && value.isNumber()) ? String.valueOf(value.asNumber().longValue()) : "null";
	}

}
