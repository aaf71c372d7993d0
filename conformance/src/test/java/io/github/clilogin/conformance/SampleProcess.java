package io.github.clilogin.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestWaits;

/**
 * Runs the jar of the sample application as a process of its own, on a free port. It
 * listens on the loopback interface only.
 */
final class SampleProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration MAX_START = Duration.ofSeconds(90);

	private static final Path CLASSES = Tools.MODULE.resolve("target/test-classes");

	private final Process process;

	private final Path log;

	private final int port;

	private SampleProcess(Path jar, List<String> properties) throws IOException {
		this.log = Files.createTempFile("sample-app", ".log");
		this.process = new ProcessBuilder(command(jar, properties)).redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		this.port = awaitPort();
	}

	/** Returns the jar of this build. */
	static Path jar() {
		return Tools.MODULE.resolve("../sample-app/target/sample-app.jar");
	}

	/** Starts a jar with properties such as {@code a.b=c}, and waits until it answers. */
	static SampleProcess start(Path jar, String... properties) {
		try {
			return new SampleProcess(jar, List.of(properties));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Adds the classes of the tests, and two of them as beans. */
	private static List<String> command(Path jar, List<String> properties) {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dloader.path=" + CLASSES, "-cp", jar.toString(),
				"org.springframework.boot.loader.launch.PropertiesLauncher", "--server.port=0",
				"--server.address=127.0.0.1",
				"--spring.main.sources=" + SweepController.class.getName() + "," + HeldRequestsFilter.class.getName()));
		properties.forEach((property) -> command.add("--" + property));
		return command;
	}

	private int awaitPort() {
		TestWaits.await("the sample application")
			.atMost(MAX_START)
			.until(() -> port(log()).isPresent() || !this.process.isAlive());
		return port(log()).orElseThrow(() -> new AssertionError("The sample application did not start: " + log()));
	}

	private static Optional<Integer> port(String log) {
		Matcher matcher = STARTED.matcher(log);
		return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
	}

	private String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the port of the application. */
	int port() {
		return this.port;
	}

	/** Returns the ports on which the process listens, from the tables of Linux. */
	Set<Integer> listeningPorts() throws IOException {
		Set<String> sockets = sockets();
		Set<Integer> ports = new TreeSet<>();
		for (String table : List.of("tcp", "tcp6")) {
			for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
				String[] columns = line.strip().split("\\s+");
				if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
					ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
				}
			}
		}
		return ports;
	}

	private Set<String> sockets() throws IOException {
		Set<String> sockets = new HashSet<>();
		try (DirectoryStream<Path> files = Files
			.newDirectoryStream(Path.of("/proc", String.valueOf(this.process.pid()), "fd"))) {
			for (Path file : files) {
				target(file).ifPresent(sockets::add);
			}
		}
		return sockets;
	}

	/** Returns no target if the process has closed the file meanwhile. */
	private static Optional<String> target(Path file) throws IOException {
		try {
			return Optional.of(Files.readSymbolicLink(file).toString());
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/** Returns a connection for requests of a CLI. */
	RawConnection wire() {
		return new RawConnection(this.port);
	}

	/** Starts a login. */
	TestCli cli() {
		return TestCli.start(wire(), Map.of());
	}

	/** Returns a browser in which a user has signed in. */
	TestBrowser browser(String user) {
		return new TestBrowser(URI.create("http://localhost:" + this.port), TestBrowser.HTML).as(user);
	}

	/** Returns how many requests the application has held since its start. */
	int heldRequests() {
		return Integer.parseInt(wire().get("/login").header(HeldRequestsFilter.HEADER).get(0));
	}

	/** Returns the response of the API to a call with a token. */
	RawResponse call(String token) {
		return wire().get(SampleServer.API, TestCli.bearer(token));
	}

	/** Ends the process as {@code kill -9} does. */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
		try {
			Files.delete(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
