package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;

/**
 * Keeps credentials in the keychain of a Linux desktop, by its program
 * {@code secret-tool}. The secret goes through a pipe, for a command line is shown to
 * everybody on the machine. A keychain that is locked or missing must not hang a login:
 * after three seconds a file is used instead, and the person is told.
 */
final class KeychainCredentialStore implements CredentialStore {

	private static final long LIMIT_SECONDS = 3;

	private final String program;

	private final String service;

	private final CredentialStore file;

	private final PrintWriter err;

	KeychainCredentialStore(String program, String service, CredentialStore file, PrintWriter err) {
		this.program = program;
		this.service = service;
		this.file = file;
		this.err = err;
	}

	@Override
	public void prepare() throws IOException {
		this.file.prepare();
	}

	@Override
	public Optional<Credentials> load(URI server) throws IOException {
		Optional<Credentials> kept = run("lookup", server, "").flatMap(Credentials::ofText);
		return kept.isPresent() ? kept : this.file.load(server);
	}

	@Override
	public void save(URI server, Credentials credentials) throws IOException {
		if (run("store", server, credentials.toText() + "\n").isPresent()) {
			this.file.delete(server);
			return;
		}
		this.file.save(server, credentials);
		this.err.println("The keychain does not work here: the credentials are in a file that only you can read.");
	}

	@Override
	public void delete(URI server) throws IOException {
		run("clear", server, "");
		this.file.delete(server);
	}

	/** What the program printed, or empty if it failed, is missing or takes too long. */
	private Optional<String> run(String verb, URI server, String input) {
		List<String> command = new ArrayList<>(List.of(this.program, verb));
		if (verb.equals("store")) {
			command.addAll(List.of("--label", this.service));
		}
		command.addAll(List.of("service", this.service, "server", server.toString()));
		try {
			Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
			try {
				return output(process, input);
			}
			finally {
				process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> output(Process process, String input) throws IOException {
		try (OutputStream stdin = process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.US_ASCII));
		}
		try {
			String output = CompletableFuture.supplyAsync(() -> read(process)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
			return (process.waitFor() == 0) ? Optional.of(output.strip()) : Optional.empty();
		}
		catch (ExecutionException | TimeoutException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	private static String read(Process process) {
		try {
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
