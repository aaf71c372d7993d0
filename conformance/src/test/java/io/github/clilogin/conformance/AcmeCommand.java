package io.github.clilogin.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code acme} in separate processes that share a home directory. A program that
 * does nothing takes the place of the browser, so that a test opens the link itself. Not
 * thread-safe.
 */
public final class AcmeCommand implements AutoCloseable {

	private final Path home;

	private final URI server;

	private final List<String> javaOptions;

	private @Nullable Process process;

	/**
	 * Prepares the command.
	 * @param home the home directory
	 * @param server the address of the application
	 * @param javaOptions options of the JVM, such as a trust store
	 * @throws IOException if the home directory is not writable
	 */
	public AcmeCommand(Path home, URI server, List<String> javaOptions) throws IOException {
		this.home = home;
		this.server = server;
		this.javaOptions = javaOptions;
		Path browser = Files.writeString(home.resolve("browser"), "#!/bin/sh\n");
		assertThat(browser.toFile().setExecutable(true)).isTrue();
	}

	/**
	 * Starts the command.
	 * @param arguments the arguments, such as {@code whoami}
	 * @throws IOException if Java cannot be started
	 */
	public void start(String... arguments) throws IOException {
		close();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), "-Duser.home=" + this.home));
		command.addAll(this.javaOptions);
		command.add("io.github.clilogin.samplecli.Acme");
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("HOME", this.home.toString(), "PATH", System.getenv("PATH"), "ACME_SERVER",
					this.server.toString(), "BROWSER", this.home.resolve("browser").toString()));
		this.process = builder.start();
	}

	private Process process() {
		return Objects.requireNonNull(this.process);
	}

	/**
	 * Waits for the next event with this name. Fails if the command fails. A question for
	 * a return code may come before, since a busy machine opens the page slowly.
	 * @param name the name of the event
	 * @param member a member of the event
	 * @return the value of the member, or an empty text
	 * @throws IOException if the output cannot be read
	 */
	public String event(String name, String member) throws IOException {
		BufferedReader events = process().inputReader(StandardCharsets.UTF_8);
		for (String line = events.readLine(); line != null; line = events.readLine()) {
			if (line.contains("\"event\":\"" + name + "\"")) {
				return new JsonText(line).find(member).orElse("");
			}
			assertThat(line).doesNotContain("\"failed\"");
		}
		throw new AssertionError("acme ended without " + name);
	}

	/**
	 * Types a line.
	 * @param line the line
	 * @throws IOException if the command does not read it
	 */
	public void type(String line) throws IOException {
		Writer in = process().outputWriter(StandardCharsets.US_ASCII);
		in.write(line + "\n");
		in.flush();
	}

	/**
	 * Waits for the end and returns the output that was not read as events.
	 * @return the lines
	 * @throws IOException if the output cannot be read
	 */
	public String output() throws IOException {
		return process().inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
	}

	/**
	 * Waits for the end.
	 * @return the exit code
	 * @throws InterruptedException if the test is interrupted
	 */
	public int exitCode() throws InterruptedException {
		return process().waitFor();
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

}
