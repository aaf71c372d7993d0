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
 * Stores credentials in the keychain of a Linux desktop through {@code secret-tool}. The
 * secret goes through a pipe, since every user of the machine can read command lines. A
 * locked or missing keychain must not block a login: after three seconds, the credentials
 * go into a file and the user is told.
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
		// The file is newer, since it is written only if the keychain fails
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
		this.err.println("The keychain is not available. The credentials are stored in a file that only you can read.");
	}

	@Override
	public void delete(URI server) throws IOException {
		this.file.delete(server);
		try {
			run("clear", server, "");
		}
		catch (IOException ex) {
			this.err.println(
					"The keychain does not answer and may still contain an older login. Unlock it and log out again.");
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
	 * Returns the output of {@code secret-tool}, or empty if it is missing or finds
	 * nothing. Throws if it fails or takes too long.
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
			// Handled like other failures below
		}
		throw new IOException("The keychain does not answer. Unlock it and try again, or unset ACME_KEYCHAIN.");
	}

	/**
	 * Reads on a separate thread, since a child of the program may keep the stream open.
	 * The common pool may have a single thread from JDK 25 on.
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
