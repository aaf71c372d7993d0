package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
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

	private static final long MAX_WAIT_SECONDS = 3;

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
		// The file is newer: it was written when the keychain did not work
		Optional<Credentials> kept = this.file.load(server);
		return kept.isPresent() ? kept : run("lookup", server, "").flatMap(Credentials::ofText);
	}

	@Override
	public void save(URI server, Credentials credentials) throws IOException {
		if (isStored(server, credentials)) {
			this.file.delete(server);
			return;
		}
		this.file.save(server, credentials);
		this.err.println("The keychain does not work here: the credentials are in a file that only you can read.");
	}

	@Override
	public void delete(URI server) throws IOException {
		this.file.delete(server);
		try {
			run("clear", server, "");
		}
		catch (IOException ex) {
			this.err.println(
					"The keychain does not answer and may still keep an older login. Unlock it and log out again.");
		}
	}

	private boolean isStored(URI server, Credentials credentials) {
		try {
			return run("store", server, credentials.toText() + "\n").isPresent();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * What the program printed, or empty if it is missing or, without a word, found
	 * nothing. Throws if it failed or takes too long.
	 */
	private Optional<String> run(String verb, URI server, String input) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.program, verb));
		if (verb.equals("store")) {
			command.addAll(List.of("--label", this.service));
		}
		command.addAll(List.of("service", this.service, "server", CredentialStore.nameOf(server)));
		Process process;
		try {
			process = new ProcessBuilder(command).start();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		try {
			return output(process, input);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static Optional<String> output(Process process, String input) throws IOException {
		try (OutputStream stdin = process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.US_ASCII));
		}
		try {
			CompletableFuture<String> output = reading(process.getInputStream());
			CompletableFuture<String> complaint = reading(process.getErrorStream());
			CompletableFuture.allOf(output, complaint, process.onExit()).get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
			if (process.exitValue() == 0) {
				return Optional.of(output.join().strip());
			}
			if (process.exitValue() == 1 && complaint.join().isBlank()) {
				return Optional.empty();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// Told like every other failure
		}
		throw new IOException("The keychain does not answer. Unlock it and try again, or unset ACME_KEYCHAIN.");
	}

	/**
	 * On a thread of its own: what the program leaves behind may keep the stream open,
	 * and from JDK 25 on the pool that all share may have one thread only.
	 */
	private static CompletableFuture<String> reading(InputStream in) {
		return CompletableFuture.supplyAsync(() -> read(in), (task) -> {
			Thread reader = new Thread(task, "acme-keychain");
			reader.setDaemon(true);
			reader.start();
		});
	}

	private static String read(InputStream in) {
		try {
			return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
