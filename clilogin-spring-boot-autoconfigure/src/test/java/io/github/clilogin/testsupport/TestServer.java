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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

import org.springframework.util.FileSystemUtils;

/**
 * Runs a database server that a test may stop, kill, restart and pause. The server
 * listens on 127.0.0.1 only. It keeps its port and its data until it is closed. It ends
 * with the JVM, unless the JVM is killed. Not thread-safe.
 */
public abstract class TestServer implements AutoCloseable {

	private static final Duration MAX_WAIT = Duration.ofSeconds(60);

	private static final int ATTEMPTS = 5;

	private static final Set<TestServer> OPEN = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(TestServer::close)));
	}

	private final String name;

	private final Path directory;

	private int port;

	private @Nullable Process process;

	/**
	 * Creates the directory of the server.
	 * @param name the name of the program
	 */
	TestServer(String name) {
		this.name = name;
		try {
			this.directory = Files.createTempDirectory("clilogin-" + name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		OPEN.add(this);
	}

	/**
	 * Returns the command line that starts the server.
	 * @return the program and its arguments
	 */
	abstract List<String> command();

	/**
	 * Returns the text in the log that tells that the server accepts connections.
	 * @return the text in lower case
	 */
	abstract String readyMessage();

	/**
	 * Returns the port on 127.0.0.1, the same after a restart.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Returns the directory of the files of the server: data, journal and log.
	 * @return the directory, which exists until this server is closed
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * Shuts the server down in good order. Its data stay.
	 */
	public void stop() {
		Process running = running();
		signal(List.of(running.toHandle()), stopSignal());
		await(running, "stop");
	}

	/**
	 * Returns the signal that shuts the server down while clients are connected.
	 * @return the name of the signal
	 */
	String stopSignal() {
		return "TERM";
	}

	/**
	 * Ends the server as a power cut would. Its data stay.
	 */
	public void kill() {
		kill(running());
	}

	private void kill(Process running) {
		List<ProcessHandle> children = running.descendants().toList();
		await(running.destroyForcibly(), "end");
		children.forEach(ProcessHandle::destroyForcibly);
		TestWaits.await("the end of " + this.name)
			.atMost(MAX_WAIT)
			.until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
	}

	/**
	 * Starts the stopped server again on the same port and data, and waits until it
	 * answers.
	 */
	public void restart() {
		if (this.process != null && this.process.isAlive()) {
			throw new IllegalStateException(this.name + " still runs");
		}
		if (!launch()) {
			throw new IllegalStateException(this.name + " did not start again: " + log());
		}
	}

	/**
	 * Freezes the server during an action: connections stay open, and no command gets an
	 * answer. The action must not close a {@code MongoClient}, because
	 * {@code MongoClient.close()} waits for the server without limit.
	 * @param <E> the exception of the action
	 * @param action the action
	 * @throws E if the action fails
	 */
	public <E extends Exception> void whilePaused(Action<E> action) throws E {
		Process running = running();
		try {
			signal(List.of(running.toHandle()), "STOP");
			awaitFrozen(running.toHandle());
			// Since then the server starts no more processes
			signal(running.descendants().toList(), "STOP");
			running.descendants().forEach(TestServer::awaitFrozen);
			action.run();
		}
		finally {
			signal(running.descendants().toList(), "CONT");
			signal(List.of(running.toHandle()), "CONT");
		}
	}

	/**
	 * Ends the server and removes its data. A second call does nothing.
	 */
	@Override
	public void close() {
		if (!OPEN.remove(this)) {
			return;
		}
		if (this.process != null) {
			kill(this.process);
		}
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Another program may take a free port before the server has it. */
	void startOnFreePort() {
		for (int i = 0; i < ATTEMPTS; i++) {
			this.port = freePort();
			if (launch()) {
				return;
			}
		}
		String log = log();
		close();
		throw new IllegalStateException(this.name + " did not start: " + log);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean launch() {
		try {
			this.process = new ProcessBuilder(command()).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(logFile().toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return answers(this.process);
	}

	private boolean answers(Process started) {
		TestWaits.await(this.name)
			.atMost(MAX_WAIT)
			.until(() -> !started.isAlive() || log().toLowerCase(Locale.ROOT).contains(readyMessage()));
		return started.isAlive();
	}

	private static void signal(List<ProcessHandle> processes, String signal) {
		for (ProcessHandle process : processes) {
			run(Path.of(""), List.of("kill", "-" + signal, String.valueOf(process.pid())));
		}
	}

	/**
	 * Runs a program to its end. Only its errors are shown.
	 * @param directory the directory in which it runs
	 * @param command the program and its arguments
	 * @return whether the program succeeded
	 */
	static boolean run(Path directory, List<String> command) {
		try {
			Process process = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			await(process, "run " + command.get(0));
			return process.exitValue() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A signal is only queued: each thread runs on until it comes to it. */
	private static void awaitFrozen(ProcessHandle process) {
		Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
		if (!Files.isDirectory(threads)) {
			throw new TestAbortedException("Only /proc tells whether a server is paused");
		}
		TestWaits.await("the server is paused").until(() -> isFrozen(threads));
	}

	private static boolean isFrozen(Path threads) {
		try (Stream<Path> list = Files.list(threads)) {
			return list.allMatch(TestServer::isStopped);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isStopped(Path thread) {
		try {
			String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
			String state = stat.substring(stat.lastIndexOf(')'));
			// A child that has ended meanwhile stays a zombie (Z), because its parent is
			// stopped
			return state.startsWith(") T ") || state.startsWith(") Z ");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Process running() {
		if (this.process == null || !this.process.isAlive()) {
			throw new IllegalStateException(this.name + " does not run");
		}
		return this.process;
	}

	private Path logFile() {
		return this.directory.resolve(this.name + ".log");
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
				throw new IllegalStateException("The server does not " + what);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
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
