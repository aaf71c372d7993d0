package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that listens on a port and runs on given cores. It does not outlive this JVM.
 */
final class Server implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	static final double TICKS_PER_SECOND = 100;

	private static final int UTIME = 11;

	private static final Pattern HEAP = Pattern.compile("(?:heap|DefNew|Tenured|generation) .*used (\\d+)K");

	private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

	private final Process process;

	private final int port;

	private final Duration startUp;

	private Server(Process process, int port, Duration startUp) {
		this.process = process;
		this.port = port;
		this.startUp = startUp;
	}

	/** Ends all processes when this JVM ends. */
	static void endAllAtExit() {
		Runtime.getRuntime().addShutdownHook(new Thread(Server::endAll));
	}

	/** Ends all processes. */
	static void endAll() {
		RUNNING.forEach((process) -> kill(process.destroyForcibly()));
	}

	/**
	 * Starts a process and waits until its port is open.
	 * @param name the name of its log
	 * @param cores the cores that it may use, in the format of {@code taskset}
	 * @param port the port
	 * @param command the command
	 * @return the running server
	 */
	static Server start(String name, String cores, int port, List<String> command) {
		List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cores));
		pinned.addAll(command);
		Path log = Workspace.directory().resolve(name + ".log");
		long begin = System.nanoTime();
		try {
			Process process = new ProcessBuilder(pinned).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.redirectInput(ProcessBuilder.Redirect.PIPE)
				.start();
			RUNNING.add(process);
			awaitPort(process, port, log);
			return new Server(process, port, Duration.ofNanos(System.nanoTime() - begin));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void awaitPort(Process process, int port, Path log) throws IOException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!isOpen(port)) {
			if (!process.isAlive() || System.nanoTime() > deadline) {
				kill(process.destroyForcibly());
				throw new IllegalStateException("The server did not start: " + Files.readString(log));
			}
			Workspace.sleep(Duration.ofMillis(5));
		}
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	Duration startUp() {
		return this.startUp;
	}

	/** Moves the process to other cores. */
	void pin(String cores) {
		Workspace.output(List.of("taskset", "-acp", cores, pid()));
	}

	/** Returns the user and system time so far, in seconds. */
	double cpuSeconds() {
		return cpuSeconds(read("stat"));
	}

	/**
	 * Returns the user and system time from a Linux stat file of a process or a thread.
	 */
	static double cpuSeconds(String stat) {
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS_PER_SECOND;
	}

	/** Returns the resident memory in MiB. */
	double residentMiB() {
		Matcher rss = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(read("status"));
		return rss.find() ? Double.parseDouble(rss.group(1)) / 1024 : 0;
	}

	/** Returns the used heap of a JVM after a collection, in MiB. */
	double heapMiB() {
		jcmd("GC.run");
		return HEAP.matcher(jcmd("GC.heap_info"))
			.results()
			.mapToDouble((used) -> Double.parseDouble(used.group(1)) / 1024)
			.sum();
	}

	/** Returns the number of live objects of a type on the heap of a JVM. */
	long instances(String type) {
		return Pattern.compile(":\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "\\s")
			.matcher(jcmd("GC.class_histogram"))
			.results()
			.mapToLong((count) -> Long.parseLong(count.group(1)))
			.sum();
	}

	private String jcmd(String command) {
		return Workspace.output(List.of(System.getProperty("java.home") + "/bin/jcmd", pid(), command));
	}

	String pid() {
		return String.valueOf(this.process.pid());
	}

	private String read(String file) {
		try {
			return Files.readString(Path.of("/proc", pid(), file), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The server is gone", ex);
		}
	}

	@Override
	public void close() {
		kill(this.process.destroyForcibly());
	}

	private static void kill(Process process) {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		try {
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
			}
			RUNNING.remove(process);
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
