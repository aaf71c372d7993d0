package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import org.bson.Document;

import io.github.clilogin.CliLogin;
import io.github.clilogin.mongodb.StoredLogin;

/**
 * A MongoDB on the core of the load generator, so that it is not included in the server's
 * CPU time.
 */
final class Database implements AutoCloseable {

	private static final int BATCH = 5_000;

	private final List<Server> members;

	private final String uri;

	private final MongoClient client;

	private Database(List<Server> members, String options) {
		this.members = members;
		this.uri = "mongodb://" + members.stream().map(Database::address).collect(Collectors.joining(",")) + "/bench"
				+ options;
		this.client = MongoClients.create(this.uri);
	}

	static Database standalone() {
		return new Database(List.of(start()), "");
	}

	/** Starts a replica set on this machine and waits for its primary. */
	static Database threeNodes() {
		List<Server> members = Stream.generate(() -> start("--replSet", "rs")).limit(3).toList();
		Document config = new Document("_id", "rs").append("members",
				IntStream.range(0, members.size())
					.mapToObj((i) -> new Document("_id", i).append("host", address(members.get(i))))
					.toList());
		try (MongoClient first = MongoClients
			.create("mongodb://" + address(members.get(0)) + "/?directConnection=true")) {
			first.getDatabase("admin").runCommand(new Document("replSetInitiate", config));
		}
		Database database = new Database(members, "?replicaSet=rs");
		database.client.getDatabase("admin").runCommand(new Document("ping", 1));
		return database;
	}

	private static Server start(String... options) {
		int port = Server.freePort();
		Path data = Workspace.directory().resolve("mongod-" + port);
		try {
			Files.createDirectory(data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> command = new ArrayList<>(List.of(System.getProperty("benchmark.mongod"), "--bind_ip", "127.0.0.1",
				"--port", String.valueOf(port), "--dbpath", data.toString(), "--wiredTigerCacheSizeGB", "1.5",
				"--nounixsocket", "--quiet", "--setParameter", "diagnosticDataCollectionEnabled=false"));
		command.addAll(List.of(options));
		return Server.start("mongod-" + port, Cores.GENERATOR, port, command);
	}

	private static String address(Server member) {
		return "127.0.0.1:" + member.port();
	}

	String uri() {
		return this.uri;
	}

	static String version() {
		return Workspace.output(List.of(System.getProperty("benchmark.mongod"), "--version"))
			.lines()
			.findFirst()
			.orElse("")
			.replace("db version v", "");
	}

	/** Stores logins without the application, on both cores. */
	void store(String collection, long from, long count, LongFunction<CliLogin> login) {
		this.members.forEach((member) -> member.pin(Cores.BOTH));
		try {
			insert(collection, from, count, login);
		}
		finally {
			this.members.forEach((member) -> member.pin(Cores.GENERATOR));
		}
	}

	private void insert(String collection, long from, long count, LongFunction<CliLogin> login) {
		for (long batch = from; batch < from + count; batch += BATCH) {
			List<Document> documents = LongStream.range(batch, Math.min(batch + BATCH, from + count))
				.mapToObj(login)
				.map(StoredLogin::of)
				.toList();
			this.client.getDatabase("bench")
				.getCollection(collection)
				.insertMany(documents, new InsertManyOptions().ordered(false));
		}
	}

	/** Renames a collection. */
	void rename(String from, String to) {
		this.client.getDatabase("bench").getCollection(from).renameCollection(new MongoNamespace("bench", to));
	}

	/** Creates the indexes of a collection in a new one. */
	void copyIndexes(String from, String to) {
		MongoDatabase bench = this.client.getDatabase("bench");
		List<Document> indexes = bench.getCollection(from)
			.listIndexes()
			.into(new ArrayList<>())
			.stream()
			.filter((index) -> !index.getString("name").equals("_id_"))
			.toList();
		bench.runCommand(new Document("createIndexes", to).append("indexes", indexes));
	}

	/** Returns the number of operations of a kind: insert, query, update or delete. */
	long operations(String kind) {
		Document counters = this.client.getDatabase("admin")
			.runCommand(new Document("serverStatus", 1))
			.get("opcounters", new Document());
		return (long) number(counters, kind);
	}

	/** Returns the bytes per login: the uncompressed data and the indexes on disk. */
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

	@Override
	public void close() {
		this.client.close();
		this.members.forEach(Server::close);
	}

}
