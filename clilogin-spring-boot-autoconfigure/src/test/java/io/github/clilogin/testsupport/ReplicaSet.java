package io.github.clilogin.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;

/**
 * A replica set for one test. It elects a new primary within about two seconds.
 */
public final class ReplicaSet implements AutoCloseable {

	private static final String INITIATE = "{ replSetInitiate: { _id: 'rs', members: [ %s ], "
			+ "settings: { electionTimeoutMillis: 1000, heartbeatIntervalMillis: 250 } } }";

	private final List<Mongod> members = new ArrayList<>();

	private final List<Mongod> stopped = new ArrayList<>();

	private ReplicaSet(int size, String... options) {
		List<String> all = new ArrayList<>(List.of(options));
		all.add("--replSet=rs");
		for (int i = 0; i < size; i++) {
			this.members.add(Mongod.start(all.toArray(String[]::new)));
		}
	}

	/**
	 * Starts a replica set and waits for its first primary. Without a program the test is
	 * skipped, see {@link Mongod#start}.
	 * @param size the number of members
	 * @param options more options for the command line of each
	 * @return a running replica set, to be closed
	 */
	public static ReplicaSet start(int size, String... options) {
		ReplicaSet set = new ReplicaSet(size, options);
		String hosts = IntStream.range(0, size)
			.mapToObj((i) -> "{ _id: %d, host: '%s' }".formatted(i, set.members.get(i).address()))
			.collect(Collectors.joining(", "));
		try (MongoClient member = direct(set.members.get(0))) {
			member.getDatabase("admin").runCommand(Document.parse(INITIATE.formatted(hosts)));
		}
		try (MongoClient client = MongoClients.create(set.uri())) {
			client.getDatabase("admin").runCommand(new Document("ping", 1));
		}
		return set;
	}

	/**
	 * Returns the connection string, without a database.
	 * @return the connection string
	 */
	public String uri() {
		return uri("");
	}

	/**
	 * Returns the connection string with a database.
	 * @param database the name of a database
	 * @return the connection string
	 */
	public String uri(String database) {
		return "mongodb://" + this.members.stream().map(Mongod::address).collect(Collectors.joining(",")) + "/"
				+ database + "?replicaSet=rs";
	}

	/**
	 * Finds the current primary.
	 * @return a running server
	 */
	public Mongod primary() {
		try (MongoClient client = MongoClients.create(uri())) {
			String address = client.getDatabase("admin").runCommand(new Document("hello", 1)).getString("primary");
			return this.members.stream().filter((member) -> member.address().equals(address)).findFirst().orElseThrow();
		}
	}

	/**
	 * Lets the current primary step down, so that another member is elected. The
	 * connections of clients stay open.
	 */
	public void stepDown() {
		try (MongoClient client = direct(primary())) {
			client.getDatabase("admin").runCommand(Document.parse("{ replSetStepDown: 10, force: true }"));
		}
	}

	/**
	 * Stops the replication, so that the primary performs writes that a failover loses.
	 * Needs servers with {@code enableTestCommands=1}.
	 */
	public void stopReplication() {
		Mongod primary = primary();
		this.members.stream().filter((member) -> member != primary).forEach(this.stopped::add);
		replicate("alwaysOn");
	}

	/**
	 * Continues the replication.
	 */
	public void continueReplication() {
		replicate("off");
		this.stopped.clear();
	}

	private void replicate(String failPoint) {
		for (Mongod member : this.stopped) {
			try (MongoClient client = direct(member)) {
				client.getDatabase("admin")
					.runCommand(new Document("configureFailPoint", "stopReplProducer").append("mode", failPoint));
			}
		}
	}

	private static MongoClient direct(Mongod member) {
		return MongoClients.create(member.uri() + "/?directConnection=true");
	}

	@Override
	public void close() {
		this.members.forEach(Mongod::close);
	}

}
