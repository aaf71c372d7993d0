package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.InsertManyOptions;
import org.bson.Document;

import io.github.clilogin.CliLogin;
import io.github.clilogin.mongodb.StoredLogin;

/**
 * A mongod of one's own, on the generator's core: the server's figures are without it.
 */
final class Database implements AutoCloseable {

	private static final int BATCH = 5_000;

	private final Server server;

	private final MongoClient client;

	private Database(Server server) {
		this.server = server;
		this.client = MongoClients.create(uri(server.port()));
	}

	static Database start() {
		int port = Server.freePort();
		Path data = Workspace.directory().resolve("mongod");
		try {
			Files.createDirectory(data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Database(Server.start("mongod", Cores.GENERATOR, port,
				List.of(System.getProperty("benchmark.mongod"), "--bind_ip", "127.0.0.1", "--port",
						String.valueOf(port), "--dbpath", data.toString(), "--wiredTigerCacheSizeGB", "2",
						"--nounixsocket", "--quiet", "--setParameter", "diagnosticDataCollectionEnabled=false")));
	}

	String uri() {
		return uri(this.server.port());
	}

	private static String uri(int port) {
		return "mongodb://127.0.0.1:" + port + "/bench";
	}

	String version() {
		return this.client.getDatabase("bench").runCommand(new Document("buildInfo", 1)).getString("version");
	}

	/** Stores logins past the application, on both cores. */
	void store(String collection, long from, long count, LongFunction<CliLogin> login) {
		this.server.pin(Cores.BOTH);
		for (long batch = from; batch < from + count; batch += BATCH) {
			List<Document> documents = LongStream.range(batch, Math.min(batch + BATCH, from + count))
				.mapToObj(login)
				.map(StoredLogin::of)
				.toList();
			this.client.getDatabase("bench")
				.getCollection(collection)
				.insertMany(documents, new InsertManyOptions().ordered(false));
		}
		this.server.pin(Cores.GENERATOR);
	}

	/** How many operations of a kind it has done: insert, query, update, delete. */
	long operations(String kind) {
		Document counters = this.client.getDatabase("admin")
			.runCommand(new Document("serverStatus", 1))
			.get("opcounters", new Document());
		return (long) number(counters, kind);
	}

	/** What a login takes in a collection with its indexes. */
	double bytesPerLogin(String collection) {
		Document sizes = this.client.getDatabase("bench").runCommand(new Document("collStats", collection));
		return (number(sizes, "size") + number(sizes, "totalIndexSize")) / number(sizes, "count");
	}

	private static double number(Document document, String name) {
		return document.get(name, (Number) 0).doubleValue();
	}

	long writes() {
		return operations("insert") + operations("update") + operations("delete");
	}

	double cpuSeconds() {
		return this.server.cpuSeconds();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
