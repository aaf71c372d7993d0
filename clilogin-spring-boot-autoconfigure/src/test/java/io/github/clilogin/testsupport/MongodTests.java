package io.github.clilogin.testsupport;

import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Mongod}.
 */
class MongodTests {

	@Test
	void dataOutliveAStopAndARestart() {
		try (Mongod mongod = Mongod.start(); MongoClient client = client(mongod)) {
			collection(client).insertOne(new Document("_id", 1));
			mongod.stop();
			assertThatExceptionOfType(MongoException.class).isThrownBy(() -> collection(client).countDocuments());
			mongod.restart();
			assertThat(collection(client).countDocuments()).isEqualTo(1);
		}
	}

	@Test
	void aPausedServerAnswersNothingUntilItGoesOn() {
		try (Mongod mongod = Mongod.start(); MongoClient client = client(mongod)) {
			collection(client).insertOne(new Document("_id", 1));
			mongod.whilePaused(() -> assertThatExceptionOfType(MongoException.class)
				.isThrownBy(() -> collection(client).countDocuments()));
			assertThat(collection(client).countDocuments()).isEqualTo(1);
		}
	}

	@Test
	void anEndedServerLeavesTheOthersAlone() {
		try (Mongod mongod = Mongod.start(); MongoClient client = client(mongod)) {
			try (Mongod other = Mongod.start()) {
				assertThat(other.port()).isNotEqualTo(mongod.port());
			}
			assertThat(collection(client).countDocuments()).isZero();
		}
	}

	@Test
	void aRunningServerIsNotStartedTwice() {
		try (Mongod mongod = Mongod.start()) {
			assertThatIllegalStateException().isThrownBy(mongod::restart).withMessageContaining("still runs");
		}
	}

	@Test
	void aStoppedServerIsNotStoppedTwice() {
		try (Mongod mongod = Mongod.start()) {
			mongod.stop();
			assertThatIllegalStateException().isThrownBy(mongod::stop).withMessageContaining("does not run");
		}
	}

	private static MongoCollection<Document> collection(MongoClient client) {
		return client.getDatabase("test").getCollection("test");
	}

	private static MongoClient client(Mongod mongod) {
		return MongoClients.create(MongoClientSettings.builder()
			.applyConnectionString(new ConnectionString(mongod.uri()))
			.applyToClusterSettings((cluster) -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
			.timeout(2, TimeUnit.SECONDS)
			.build());
	}

}
