package io.github.clilogin.testsupport;

import java.nio.file.Path;
import java.util.Optional;

import org.opentest4j.TestAbortedException;

/**
 * Gives tests a real relational database. Each product has one server for all tests of
 * this JVM, which starts for the first test that needs it and ends with the JVM. Its
 * program is the installed one, or the one that the script in {@code .ci} downloads.
 * <p>
 * Without the program the test is skipped, or fails if {@code CI=true}. A test that
 * starts a Spring application is annotated with {@link RealDatabaseTest}, which decides
 * earlier. A test that stops its server starts a separate one.
 */
public enum RealDatabase {

	/** PostgreSQL. */
	POSTGRESQL("postgresql", "NO POSTGRESQL FOR TESTS: install the package postgresql.") {

		@Override
		DatabaseServer create(Path program, boolean shared) {
			return new PostgreSqlServer(program, shared);
		}

	},

	/** MariaDB. */
	MARIADB("mariadb", "NO MARIADB FOR TESTS: install the package mariadb-server-core.") {

		@Override
		DatabaseServer create(Path program, boolean shared) {
			return new MariaDbServer(program, shared);
		}

	};

	private final String script;

	private final String missing;

	private Optional<DatabaseServer> server = Optional.empty();

	RealDatabase(String script, String missing) {
		this.script = script;
		this.missing = missing;
	}

	abstract DatabaseServer create(Path program, boolean shared);

	/**
	 * Creates an empty database in the server of this JVM.
	 * @param test the test class, which the name of the database contains
	 * @return the JDBC URL of the database, with user and password
	 */
	public String newDatabase(Class<?> test) {
		return server().newDatabase(test);
	}

	/**
	 * Starts a separate server, which a test may stop, kill and pause.
	 * @return a running server, to be closed
	 */
	public DatabaseServer start() {
		return start(false);
	}

	synchronized DatabaseServer server() {
		DatabaseServer running = this.server.orElseGet(() -> start(true));
		this.server = Optional.of(running);
		return running;
	}

	private DatabaseServer start(boolean shared) {
		DatabaseServer started = create(program(), shared);
		started.initialize();
		started.startOnFreePort();
		return started;
	}

	/** Returns the program of the server, or skips the test. */
	Path program() {
		return ServerPrograms.find(this.script).orElseThrow(() -> missing(System.getenv("CI")));
	}

	RuntimeException missing(String ci) {
		return "true".equals(ci) ? new IllegalStateException(this.missing) : new TestAbortedException(this.missing);
	}

}
