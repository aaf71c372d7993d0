package io.github.clilogin.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.clilogin.testsupport.DatabaseServer;
import io.github.clilogin.testsupport.RealDatabase;

/**
 * Compares the stores: polls, API calls and whole logins on one instance, and the time
 * from a confirmation on one instance to the response of a poll that waits on another.
 */
final class StoreBenchmark {

	static final String HEAD = """
			| store | polls/s | p50 ms | CPU µs | API calls/s | p50 ms | CPU µs | logins/s | CPU µs | one login ms \
			| click to terminal p50 ms | p99 ms |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final String NO_MONGODB = "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
			+ "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration";

	private static final String NO_JDBC = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	private final World world;

	private final List<MeasuredStore> stores = new ArrayList<>();

	StoreBenchmark(World world) {
		this.world = world;
	}

	void run() {
		try (DatabaseServer postgresql = RealDatabase.POSTGRESQL.start();
				DatabaseServer mariadb = RealDatabase.MARIADB.start()) {
			add("memory", "--clilogin.store=memory", exclude(NO_MONGODB, NO_JDBC));
			addJdbc("H2 file", "jdbc:h2:file:" + h2() + ";WRITE_DELAY=0");
			addJdbc("PostgreSQL " + version(postgresql), postgresql.newDatabase(getClass()));
			addJdbc("MariaDB " + version(mariadb), mariadb.newDatabase(getClass()));
			add("MongoDB " + Database.version(), "--spring.mongodb.uri=" + this.world.database().uri(),
					exclude(NO_JDBC));
			measure();
		}
	}

	private static String version(DatabaseServer server) {
		try (Connection connection = DriverManager.getConnection(server.adminUrl())) {
			return connection.getMetaData().getDatabaseProductVersion().replaceFirst("[ -].*", "");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path h2() {
		return Workspace.directory().resolve("logins");
	}

	private static String exclude(String... configurations) {
		return "--spring.autoconfigure.exclude=" + String.join(",", configurations);
	}

	private void addJdbc(String name, String url) {
		add(name, "--clilogin.store=jdbc", "--clilogin.jdbc.initialize-schema=always", "--spring.datasource.url=" + url,
				exclude(NO_MONGODB));
	}

	private void add(String name, String... properties) {
		this.stores.add(new MeasuredStore(name, this.world, properties));
	}

	private void measure() {
		this.stores.forEach(MeasuredStore::warmUp);
		for (int i = 0; i < this.world.scale().rounds(); i++) {
			this.stores.forEach(MeasuredStore::sample);
		}
		this.stores.forEach((store) -> this.world.report().store(store.row()));
	}

}
