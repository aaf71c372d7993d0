package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

import org.springframework.util.FileSystemUtils;

/**
 * A MongoDB server for one test, which may stop, restart and pause it. It listens on
 * 127.0.0.1 only, and keeps its port and its data until it is closed. It ends with the
 * JVM, unless the JVM is killed. Not thread-safe.
 */
public final class Mongod implements AutoCloseable {

	private static final Duration MAX_WAIT = Duration.ofSeconds(60);

	private static final int ATTEMPTS = 5;

	private static final String NO_PROGRAM = "NO MONGOD TO STOP AND START: put one on the PATH.";

	private static final Set<Mongod> OPEN = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Mongod::close)));
	}

	private final Path program;

	private final List<String> options;

	private final Path directory;

	private int port;

	private @Nullable Process process;

	private Mongod(Path program, List<String> options, Path directory) {
		this.program = program;
		this.options = options;
		this.directory = directory;
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
		try {
			Mongod mongod = new Mongod(program, List.of(options), Files.createTempDirectory("clilogin-mongod"));
			OPEN.add(mongod);
			mongod.startOnFreePort();
			return mongod;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The port on 127.0.0.1, the same after a restart.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * The connection string, without a database, the same after a restart.
	 * @return the connection string
	 */
	public String uri() {
		return "mongodb://" + address();
	}

	String address() {
		return "127.0.0.1:" + this.port;
	}

	/**
	 * The directory of its files: data, journal and log.
	 * @return the directory, until this is closed
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * Shuts the server down in good order; its data stay.
	 */
	public void stop() {
		Process running = running();
		running.destroy();
		await(running, "stop");
	}

	/**
	 * Ends the server as a power cut would; its data stay.
	 */
	public void kill() {
		await(running().destroyForcibly(), "end");
	}

	/**
	 * Starts the stopped server again on the same port and data, and waits until it
	 * answers.
	 */
	public void restart() {
		if (this.process != null && this.process.isAlive()) {
			throw new IllegalStateException("mongod still runs");
		}
		if (!launch()) {
			throw new IllegalStateException("mongod did not start again: " + log());
		}
	}

	/**
	 * Freezes the server during an action: connections stay open, and no command gets an
	 * answer. The action must not close a client, since {@code MongoClient.close()} waits
	 * for the server without limit.
	 * @param <E> the exception of the action
	 * @param action the action
	 * @throws E if the action fails
	 */
	public <E extends Exception> void whilePaused(Action<E> action) throws E {
		Process running = running();
		try {
			signal(running, "STOP");
			awaitFrozen(running);
			action.run();
		}
		finally {
			signal(running, "CONT");
		}
	}

	/**
	 * Ends the server and removes its data; harmless when repeated.
	 */
	@Override
	public void close() {
		if (!OPEN.remove(this)) {
			return;
		}
		if (this.process != null) {
			await(this.process.destroyForcibly(), "end");
		}
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A free port may be taken by someone else before mongod has it. */
	private void startOnFreePort() throws IOException {
		for (int i = 0; i < ATTEMPTS; i++) {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				this.port = socket.getLocalPort();
			}
			if (launch()) {
				return;
			}
		}
		String log = log();
		close();
		throw new IllegalStateException("mongod did not start: " + log);
	}

	private boolean launch() {
		ProcessBuilder builder = new ProcessBuilder(this.program.toString(), "--bind_ip", "127.0.0.1", "--port",
				String.valueOf(this.port), "--dbpath", this.directory.toString(), "--wiredTigerCacheSizeGB", "0.25",
				"--nounixsocket", "--quiet");
		builder.command().addAll(this.options);
		builder.redirectErrorStream(true).redirectOutput(logFile().toFile());
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return answers(this.process);
	}

	private boolean answers(Process started) {
		TestWaits.await("mongod")
			.atMost(MAX_WAIT)
			.until(() -> !started.isAlive() || log().toLowerCase(Locale.ROOT).contains("waiting for connections"));
		return started.isAlive();
	}

	private static void signal(Process process, String name) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
			await(kill, "take a signal");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A signal is only queued: each thread runs on until it comes to it. */
	private static void awaitFrozen(Process process) {
		Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
		if (!Files.isDirectory(threads)) {
			throw new TestAbortedException("Only /proc tells whether a mongod is paused");
		}
		TestWaits.await("mongod is paused").until(() -> isFrozen(threads));
	}

	private static boolean isFrozen(Path threads) {
		try (Stream<Path> list = Files.list(threads)) {
			return list.allMatch(Mongod::isStopped);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isStopped(Path thread) {
		try {
			String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
			return stat.startsWith(") T ", stat.lastIndexOf(')'));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Process running() {
		if (this.process == null || !this.process.isAlive()) {
			throw new IllegalStateException("mongod does not run");
		}
		return this.process;
	}

	private Path logFile() {
		return this.directory.resolve("mongod.log");
	}

	private String log() {
		try {
			return Files.readString(logFile(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void await(Process process, String what) {
		try {
			if (!process.waitFor(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("mongod does not " + what);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
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

	/**
	 * Runs while a server is frozen.
	 *
	 * @param <E> the exception of the action
	 */
	@FunctionalInterface
	public interface Action<E extends Exception> {

		/**
		 * Runs the action.
		 * @throws E if the action fails
		 */
		void run() throws E;

	}

}
