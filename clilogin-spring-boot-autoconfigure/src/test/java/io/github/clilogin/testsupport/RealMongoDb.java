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
 * One real MongoDB for all tests of this JVM: the server that
 * {@code CLILOGIN_TEST_MONGODB_URI} names, else a Docker container, else a {@code mongod}
 * on the PATH, else the one that {@code .ci/mongod} downloads. It is opened for the first
 * test that needs it, and ends with the JVM.
 * <p>
 * Without any of them the test is skipped, or fails if {@code CI=true}. A test that
 * starts a Spring application is annotated with {@link RealMongoDbTest}, which decides
 * earlier. A test that stops its MongoDB starts a separate {@link Mongod}.
 */
public final class RealMongoDb {

	static final MongoDbSearch SEARCH = new MongoDbSearch(System.getenv(),
			() -> DockerClientFactory.instance().isDockerAvailable(), () -> ServerPrograms.find("mongod"));

	private static final Pattern URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

	private static final int DATABASE_NAME_LENGTH = 40;

	private RealMongoDb() {
	}

	/**
	 * Returns the connection string, which may name a database that is not for tests.
	 * @return a connection string
	 */
	public static String uri() {
		return Server.URI.orElseThrow(() -> SEARCH.missing(MongoDbSearch.THREE_WAYS));
	}

	/**
	 * Returns the connection string with another database.
	 * @param database the name of a database
	 * @return a connection string
	 */
	public static String uri(String database) {
		return withDatabase(uri(), database);
	}

	/**
	 * Returns a new name for a database, which is dropped when this JVM ends.
	 * @param test the test class, which the name contains
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

	/** Holds the state of this JVM. */
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
