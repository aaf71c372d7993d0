package io.github.clilogin.mongodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.internal.LoggedFailure;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LoginIndexes}.
 */
@RealMongoDbTest
class LoginIndexesTests {

	@AutoClose
	private final TestMongo mongo = new TestMongo(getClass());

	private static CliLoginRepository.Insert insert(CliLoginRepository repository) {
		return repository.insert(Sample.pending().login());
	}

	@Test
	void makingAStoreSendsNothing() {
		this.mongo.repository();
		this.mongo.repository(false);
		assertThat(this.mongo.sent()).isEmpty();
	}

	@Test
	void readingCreatesNothing() {
		this.mongo.repository().findById("0");
		assertThat(this.mongo.sentNames()).containsExactly("find");
	}

	@Test
	void indexesAreCreatedOnceBeforeTheFirstInsert() {
		CliLoginRepository repository = this.mongo.repository();
		assertThat(insert(repository)).isEqualTo(CliLoginRepository.Insert.DONE);
		assertThat(insert(repository)).isEqualTo(CliLoginRepository.Insert.DONE);
		List<String> names = this.mongo.sentNames();
		assertThat(names).endsWith("insert", "insert");
		assertThat(names.subList(0, names.size() - 2)).hasSize(7).containsOnly("createIndexes");
	}

	@Test
	void theIndexesAreTheDocumentedOnes() {
		insert(this.mongo.repository());
		List<Document> indexes = this.mongo.collection().listIndexes().into(new ArrayList<>());
		indexes.forEach((index) -> List.of("v", "name").forEach(index::remove));
		assertThat(indexes).containsExactlyInAnyOrder(Document.parse("{ key: { _id: 1 } }"),
				Document.parse("{ key: { userCode: 1 }, unique: true }"),
				Document.parse("{ key: { tokenHash: 1 }, unique: true, sparse: true }"),
				Document.parse("{ key: { owner: 1, status: -1 } }"),
				Document.parse("{ key: { wakeAt: 1 }, sparse: true }"),
				Document.parse("{ key: { redeliverUntil: 1 }, sparse: true }"),
				Document.parse("{ key: { collectBy: 1 }, sparse: true }"),
				Document.parse("{ key: { purgeAt: 1 }, expireAfterSeconds: 0 }"));
	}

	@Test
	void manyFirstInsertsAtOnceAllSucceed() throws Exception {
		CliLoginRepository repository = this.mongo.repository();
		ExecutorService executor = Executors.newFixedThreadPool(8);
		Callable<CliLoginRepository.Insert> task = () -> insert(repository);
		for (Future<CliLoginRepository.Insert> result : executor.invokeAll(Collections.nCopies(8, task))) {
			assertThat(result.get()).isEqualTo(CliLoginRepository.Insert.DONE);
		}
		executor.shutdown();
	}

	@Test
	void withoutCreatingAHostsUniqueIndexIsLookedUpOnce() {
		this.mongo.collection().createIndex(Indexes.descending("userCode"), new IndexOptions().unique(true));
		CliLoginRepository repository = this.mongo.repository(false);
		this.mongo.sent();
		insert(repository);
		insert(repository);
		assertThat(this.mongo.sentNames()).containsExactly("listIndexes", "insert", "insert");
	}

	@Test
	void withoutAUniqueIndexNoLoginIsStoredUntilThereIsOne() {
		this.mongo.collection().createIndex(Indexes.ascending("userCode"));
		this.mongo.collection().createIndex(Indexes.ascending("userCode", "status"), new IndexOptions().unique(true));
		this.mongo.collection()
			.createIndex(Indexes.ascending("userCode"),
					new IndexOptions().name("partial")
						.unique(true)
						.partialFilterExpression(new Document("status", "PENDING")));
		CliLoginRepository repository = this.mongo.repository(false);
		try (CapturedLog warnings = new CapturedLog(LoginIndexes.class)) {
			for (int i = 0; i < 2; i++) {
				assertThatIllegalStateException().isThrownBy(() -> insert(repository))
					.isInstanceOf(LoggedFailure.class)
					.withMessageStartingWith("Cannot store logins in " + this.mongo.collection().getNamespace()
							+ ", because it has no unique index on 'userCode'.");
			}
			assertThat(this.mongo.collection().countDocuments()).isZero();
			assertThat(warnings.messages()).singleElement().asString().contains("no unique index on 'userCode'");
		}
		this.mongo.collection().dropIndex("userCode_1");
		this.mongo.collection().createIndex(Indexes.ascending("userCode"), new IndexOptions().unique(true));
		assertThat(insert(repository)).isEqualTo(CliLoginRepository.Insert.DONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ userCode: 1 }", "{ owner: 1 }", "{ owner: 1, status: 1 }", "{ owner: -1, status: 1 }",
			"{ status: -1, owner: 1 }", "{ owner: 1, createdAt: 1, status: -1 }" })
	void withoutADescendingStatusTheHostIsWarnedOnce(String key) {
		this.mongo.collection().createIndex(Indexes.ascending("userCode"), new IndexOptions().unique(true));
		this.mongo.collection().createIndex(Document.parse(key), new IndexOptions().unique(key.contains("userCode")));
		assertThat(warningsOfTwoInserts(false)).singleElement()
			.asString()
			.contains("{ owner: 1, status: -1 }", "may miss a login");
	}

	@Test
	void aPartialIndexIsNotAcceptedAsTheOwnerIndex() {
		this.mongo.collection().createIndex(Indexes.ascending("userCode"), new IndexOptions().unique(true));
		this.mongo.collection()
			.createIndex(Document.parse("{ owner: 1, status: -1 }"),
					new IndexOptions().partialFilterExpression(new Document("status", "COLLECTED")));
		assertThat(warningsOfTwoInserts(false)).singleElement().asString().contains("{ owner: 1, status: -1 }");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ owner: 1, status: -1 }", "{ owner: -1, status: -1 }",
			"{ owner: 1, status: -1, createdAt: 1 }" })
	void withADescendingStatusTheHostIsNotWarned(String key) {
		this.mongo.collection().createIndex(Indexes.ascending("userCode"), new IndexOptions().unique(true));
		this.mongo.collection().createIndex(Document.parse(key));
		assertThat(warningsOfTwoInserts(false)).isEmpty();
	}

	@Test
	void anOwnerIndexThatMongoDbRefusesIsWarnedAboutWithItsReason() {
		this.mongo.collection()
			.createIndex(Indexes.ascending("createdAt"), new IndexOptions().name("owner_1_status_-1"));
		assertThat(warningsOfTwoInserts(true)).singleElement()
			.asString()
			.contains("{ owner: 1, status: -1 }", "[owner, status] (IndexKeySpecsConflict)");
	}

	private List<String> warningsOfTwoInserts(boolean createIndexes) {
		try (CapturedLog warnings = new CapturedLog(LoginIndexes.class)) {
			CliLoginRepository repository = this.mongo.repository(createIndexes);
			insert(repository);
			insert(repository);
			return List.copyOf(warnings.messages());
		}
	}

	@Test
	void anAbsentCollectionHasNoUniqueIndex() {
		assertThatIllegalStateException().isThrownBy(() -> insert(this.mongo.repository(false)));
	}

	@Test
	void anIndexThatMongoDbRefusesDoesNotStopTheOthers() {
		this.mongo.collection().createIndex(Indexes.ascending("purgeAt"));
		try (CapturedLog warnings = new CapturedLog(LoginIndexes.class)) {
			CliLoginRepository repository = this.mongo.repository();
			insert(repository);
			insert(repository);
			assertThat(warnings.messages()).singleElement().asString().contains("[purgeAt] (IndexOptionsConflict)");
		}
		assertThat(this.mongo.collection().listIndexes()).hasSize(8);
	}

	@Test
	void storedLoginsWithTheSameUserCodeAreNotQuotedInTheLog() {
		Sample sample = Sample.pending();
		for (String id : List.of("1", "2")) {
			this.mongo.collection().insertOne(LoginDocument.of(sample.login()).append("_id", id));
		}
		try (CapturedLog warnings = new CapturedLog(LoginIndexes.class)) {
			assertThatIllegalStateException().isThrownBy(() -> insert(this.mongo.repository()))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(sample.login().userCode()));
			assertThat(warnings.messages()).singleElement()
				.asString()
				.contains("[userCode] (DuplicateKey)")
				.doesNotContain(sample.login().userCode());
		}
	}

}
