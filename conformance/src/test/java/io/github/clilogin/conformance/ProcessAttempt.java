package io.github.clilogin.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.clilogin.testsupport.TestWaits;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs a client that is a program and reads its output.
 */
final class ProcessAttempt implements Attempt {

	private static final Pattern URI_SHOWN = Pattern.compile("(?im)\\bvisit:? (\\S+)$");

	private static final Pattern USER_CODE_SHOWN = Pattern.compile("(?im)\\bcode:? ([B-Z]{4}-[B-Z]{4})$");

	private static final Pattern TOKEN_SHOWN = Pattern.compile("(?m)^token (\\S+)$");

	private static final Pattern ERROR_SHOWN = Pattern.compile("(?m)^(?:error|Authentication failed:) (.+)$");

	private static final Duration MAX_WAIT = Duration.ofSeconds(60);

	private final StringBuilder output = new StringBuilder();

	private final Process process;

	private volatile boolean ended;

	ProcessAttempt(Path directory, List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		Thread reader = new Thread(this::read, "client output");
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				add(line);
			}
		}
		catch (IOException ex) {
			add(ex.toString());
		}
		this.ended = true;
	}

	private synchronized void add(String line) {
		this.output.append(line).append('\n');
	}

	@Override
	public Invitation invitation() {
		return new Invitation(await(USER_CODE_SHOWN), URI.create(await(URI_SHOWN)));
	}

	/**
	 * Returns the whole output as the error if the client printed neither token nor
	 * error.
	 */
	@Override
	public Outcome outcome() {
		awaitEnd();
		Optional<String> token = shown(TOKEN_SHOWN);
		return token.isPresent() ? Outcome.token(token.get()) : Outcome.error(shown(ERROR_SHOWN).orElse(output()));
	}

	/** Returns the output so far. */
	synchronized String output() {
		return this.output.toString();
	}

	private String await(Pattern pattern) {
		await(() -> shown(pattern).isPresent() || this.ended);
		return shown(pattern).orElseThrow(() -> new AssertionError("No " + pattern + " in: " + output()));
	}

	void awaitEnd() {
		await(() -> this.ended);
	}

	private void await(Callable<Boolean> condition) {
		try {
			TestWaits.await("the client").atMost(MAX_WAIT).until(condition);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("The client still runs and has printed: " + output(), ex);
		}
	}

	private Optional<String> shown(Pattern pattern) {
		Matcher matcher = pattern.matcher(output());
		return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
