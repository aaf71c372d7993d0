package io.github.clilogin.mongodb;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.Document;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.RealMongoDb;

/**
 * A collection in its own database. Tests use it through the store, with a record of the
 * commands, or directly.
 */
final class TestMongo implements AutoCloseable {

	static final String COLLECTION = "logins";

	static final String FAILURES_ON_DEMAND = "--setParameter=enableTestCommands=1";

	private final Sent sent = new Sent();

	private final MongoClient client;

	private final MongoDatabase database;

	TestMongo(Class<?> test) {
		this(RealMongoDb.uri(), RealMongoDb.newDatabase(test));
	}

	TestMongo(String uri, String database) {
		this.client = MongoClients.create(MongoClientSettings.builder()
			.applyToClusterSettings((cluster) -> cluster.serverSelectionTimeout(1200, TimeUnit.MILLISECONDS))
			.applyToServerSettings((server) -> server.heartbeatFrequency(500, TimeUnit.MILLISECONDS))
			.applyConnectionString(new ConnectionString(uri))
			.addCommandListener(this.sent)
			.build());
		this.database = this.client.getDatabase(database);
	}

	CliLoginRepository repository() {
		return repository(true);
	}

	CliLoginRepository repository(boolean createIndexes) {
		return MongoCliLogins.repository(this.database, COLLECTION, createIndexes);
	}

	/** Returns the commands since the last call. */
	List<BsonDocument> sent() {
		return this.sent.take();
	}

	List<String> sentNames() {
		return this.sent.names();
	}

	MongoDatabase database() {
		return this.database;
	}

	MongoCollection<Document> collection() {
		return this.database.getCollection(COLLECTION);
	}

	BsonDocument stored(String id) {
		BsonDocument found = this.database.getCollection(COLLECTION, BsonDocument.class)
			.find(new Document("_id", id))
			.first();
		return Objects.requireNonNull(found);
	}

	void admin(String command) {
		this.client.getDatabase("admin").runCommand(Document.parse(command));
	}

	/** Needs a server that was started with {@link #FAILURES_ON_DEMAND}. */
	void failOnce(String command, String how) {
		fail("{ times: 1 }", "'" + command + "'", how);
	}

	void failAlways(String commands, String how) {
		fail("'alwaysOn'", commands, how);
	}

	private void fail(String mode, String commands, String how) {
		admin("{ configureFailPoint: 'failCommand', mode: %s, data: { failCommands: [%s], %s } }".formatted(mode,
				commands, how));
	}

	@Override
	public void close() {
		this.client.close();
	}

}
