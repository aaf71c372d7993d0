package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code acme} in a separate process on a pseudo-terminal.
 */
final class TerminalProcess implements AutoCloseable {

	private static final Duration MAX_WAIT = Duration.ofSeconds(40);

	static {
		// JNA unpacks its library below the home directory unless told otherwise
		System.setProperty("jna.tmpdir", Path.of("target", "jna").toAbsolutePath().toString());
	}

	private final PtyProcess process;

	private final StringBuilder output = new StringBuilder();

	private final Thread reader = new Thread(this::read);

	private TerminalProcess(PtyProcess process) {
		this.process = process;
		this.reader.setDaemon(true);
		this.reader.start();
	}

	static TerminalProcess start(AcmeProcess acme, String... arguments) throws IOException {
		return run(acme, acme.command(arguments));
	}

	/** Starts with standard error redirected to a file. */
	static TerminalProcess startWithLog(AcmeProcess acme, Path log, String... arguments) throws IOException {
		return redirected("2", acme, log, arguments);
	}

	/** Starts with standard output redirected to a file. */
	static TerminalProcess startWithOutput(AcmeProcess acme, Path output, String... arguments) throws IOException {
		return redirected("1", acme, output, arguments);
	}

	private static TerminalProcess redirected(String stream, AcmeProcess acme, Path file, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(List.of("/bin/sh", "-c",
				"file=$1; shift; exec \"$@\" " + stream + ">\"$file\"", "sh", file.toString()));
		command.addAll(acme.command(arguments));
		return run(acme, command);
	}

	private static TerminalProcess run(AcmeProcess acme, List<String> command) throws IOException {
		Map<String, String> variables = acme.variables();
		variables.putIfAbsent("TERM", "xterm");
		return new TerminalProcess(new PtyProcessBuilder(command.toArray(String[]::new)).setEnvironment(variables)
			.setInitialColumns(80)
			.setInitialRows(24)
			.start());
	}

	private void read() {
		try (InputStream in = this.process.getInputStream()) {
			for (int next = in.read(); next >= 0; next = in.read()) {
				synchronized (this.output) {
					this.output.append((char) next);
				}
			}
		}
		catch (IOException ex) {
			// Linux reports a closed terminal as an error
		}
	}

	/** Starts with standard input redirected from an empty file. */
	static TerminalProcess startWithInput(AcmeProcess acme, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" </dev/null", "sh"));
		command.addAll(acme.command(arguments));
		return run(acme, command);
	}

	/** Waits until the text is on the terminal several times. */
	TerminalProcess await(String text, int times) {
		Awaitility.await()
			.atMost(MAX_WAIT)
			.untilAsserted(() -> assertThat(raw().split(Pattern.quote(text), -1)).hasSizeGreaterThan(times));
		return this;
	}

	/** Waits until the text is on the terminal. */
	TerminalProcess await(String text) {
		Awaitility.await().atMost(MAX_WAIT).untilAsserted(() -> assertThat(raw()).contains(text));
		return this;
	}

	void type(String text) {
		try {
			this.process.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void resize(int columns, int rows) {
		this.process.setWinSize(new WinSize(columns, rows));
	}

	int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)).as("it has ended").isTrue();
		this.reader.join(TimeUnit.SECONDS.toMillis(10));
		return this.process.exitValue();
	}

	/** Returns everything that was sent to the terminal. */
	String raw() {
		synchronized (this.output) {
			return this.output.toString();
		}
	}

	/** Returns the lines that remain on the terminal. */
	String screen() {
		return Stream.of(raw().split("\r?\n"))
			.map((line) -> line.replaceAll(".*\r\033\\[K", "").replaceAll("\033\\[[0-9;]*m", ""))
			.reduce("", (lines, line) -> line.isEmpty() ? lines : lines + line + "\n");
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
