package io.github.clilogin.testsupport;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.testcontainers.DockerClientFactory;

/**
 * One real MongoDB for all tests of this JVM, never an emulator: the server that
 * {@code CLILOGIN_TEST_MONGODB_URI} names, else a container where Docker has one, else a
 * {@code mongod} on the PATH or the one that {@code .ci/mongod} fetched. It is opened
 * when a test first asks, and ends with the JVM.
 * <p>
 * With none of them the asking test is skipped, or fails under {@code CI=true}. Tests
 * that start a Spring application carry {@link RealMongoDbTest}, which decides earlier. A
 * test that wants to stop its MongoDB starts a {@link Mongod} of its own.
 */
public final class RealMongoDb {

	static final MongoDbSearch SEARCH = new MongoDbSearch(System.getenv(),
			() -> DockerClientFactory.instance().isDockerAvailable());

	private static final Pattern URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

	private static final int DATABASE_NAME_LENGTH = 40;

	private RealMongoDb() {
	}

	/**
	 * The connection string, which may name a database that is not for tests.
	 * @return a connection string
	 */
	public static String uri() {
		return Server.URI.orElseThrow(() -> SEARCH.missing(MongoDbSearch.THREE_WAYS));
	}

	/**
	 * The connection string with another database in it.
	 * @param database the name of a database
	 * @return a connection string
	 */
	public static String uri(String database) {
		return withDatabase(uri(), database);
	}

	/**
	 * A name for a database that nobody else uses; what a test leaves in it is dropped at
	 * the end of this JVM.
	 * @param test the test class, which the name starts with
	 * @return the name of a database
	 */
	public static String newDatabase(Class<?> test) {
		String random = UUID.randomUUID().toString().substring(0, 8);
		String readable = "clilogin_" + test.getSimpleName();
		String database = readable.substring(0, Math.min(readable.length(), DATABASE_NAME_LENGTH)) + "_" + random;
		Server.DATABASES.add(database);
		return database;
	}

	static String withDatabase(String uri, String database) {
		Matcher matcher = URI.matcher(uri);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a MongoDB connection string");
		}
		String options = Optional.ofNullable(matcher.group(3)).orElse("");
		if (matcher.group(1).contains("@") && !options.contains("authSource=")) {
			String source = Optional.ofNullable(matcher.group(2)).filter((name) -> !name.isEmpty()).orElse("admin");
			options += (options.isEmpty() ? "" : "&") + "authSource=" + source;
		}
		return matcher.group(1) + "/" + database + (options.isEmpty() ? "" : "?" + options);
	}

	/** Holds what exists once per JVM. */
	private static final class Server {

		static final Set<String> DATABASES = ConcurrentHashMap.newKeySet();

		static final Optional<String> URI = open();

		private static Optional<String> open() {
			Optional<String> uri = SEARCH.find().map(Server::open).flatMap(Optional::stream).findFirst();
			if (uri.isEmpty()) {
				System.err.println(MongoDbSearch.THREE_WAYS);
			}
			return uri;
		}

		private static Optional<String> open(MongoDbSource source) {
			if (source instanceof MongoDbSource.Given given) {
				Runtime.getRuntime().addShutdownHook(new Thread(() -> dropDatabases(given.uri())));
			}
			return source.open();
		}

		private static void dropDatabases(String uri) {
			try (MongoClient client = MongoClients.create(uri)) {
				DATABASES.forEach((database) -> client.getDatabase(database).drop());
			}
		}

	}

}
