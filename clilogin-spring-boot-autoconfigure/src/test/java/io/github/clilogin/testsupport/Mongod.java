package io.github.clilogin.testsupport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a MongoDB server for one test.
 */
public final class Mongod extends TestServer {

	private static final String NO_PROGRAM = "NO MONGOD TO STOP AND START: put one on the PATH.";

	private final Path program;

	private final List<String> options;

	private Mongod(Path program, List<String> options) {
		super("mongod");
		this.program = program;
		this.options = options;
	}

	/**
	 * Starts an empty server and waits until it answers. Without a {@code mongod} program
	 * the test is skipped, since a test must not stop a given server or a container.
	 * Without any MongoDB the test fails if {@code CI=true}.
	 * @param options more options for its command line, such as {@code --replSet}
	 * @return a running server, to be closed
	 */
	public static Mongod start(String... options) {
		return start(Program.FOUND.orElseThrow(() -> RealMongoDb.SEARCH.missingProgram(NO_PROGRAM)), options);
	}

	static Mongod start(Path program, String... options) {
		Mongod mongod = new Mongod(program, List.of(options));
		mongod.startOnFreePort();
		return mongod;
	}

	@Override
	List<String> command() {
		List<String> command = new ArrayList<>(
				List.of(this.program.toString(), "--bind_ip", "127.0.0.1", "--port", String.valueOf(port()), "--dbpath",
						directory().toString(), "--wiredTigerCacheSizeGB", "0.25", "--nounixsocket", "--quiet"));
		command.addAll(this.options);
		return command;
	}

	@Override
	String readyMessage() {
		return "waiting for connections";
	}

	/**
	 * Returns the connection string, without a database, the same after a restart.
	 * @return the connection string
	 */
	public String uri() {
		return "mongodb://" + address();
	}

	String address() {
		return "127.0.0.1:" + port();
	}

	/** Searches once per JVM, so that a missing program is reported once. */
	private static final class Program {

		static final Optional<Path> FOUND = find();

		private static Optional<Path> find() {
			Optional<Path> program = RealMongoDb.SEARCH.binary();
			if (program.isEmpty()) {
				System.err.println(NO_PROGRAM);
			}
			return program;
		}

	}

}
