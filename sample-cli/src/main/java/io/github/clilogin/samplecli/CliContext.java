package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CredentialStore;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside the program that a command touches, so that tests can bring their
 * own.
 *
 * @param environment the environment variables
 * @param home the person's home directory
 * @param browser opens pages
 * @param in what is piped in
 * @param out what was asked for
 * @param err what went wrong
 * @param isTerminal whether a person watches, who can read a line that changes
 * @param clock tells how long a login still waits
 * @param ctrlC by which a person ends a login
 */
record CliContext(Map<String, String> environment, Path home, BrowserLauncher browser, BufferedReader in,
		PrintWriter out, PrintWriter err, boolean isTerminal, Clock clock, CtrlCHandler ctrlC) {

	static CliContext ofThisProcess() {
		// Else a JDK from 22 on has a console even where there is no terminal
		System.setProperty("jdk.console", "java.base");
		boolean isTerminal = System.console() != null;
		return new CliContext(System.getenv(), Path.of(System.getProperty("user.home")), BrowserLauncher.system(),
				new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
				new PrintWriter(System.out, true), new PrintWriter(System.err, true), isTerminal, Clock.systemUTC(),
				CtrlCHandler.ofThisProcess(isTerminal));
	}

	/** The store of a profile; none is the usual one. */
	CredentialStore store(@Nullable String profile) {
		Path file = acmeHome().resolve("credentials.json");
		CredentialStore store = (profile == null) ? CredentialStore.file(file)
				: CredentialStore.file(file, "profiles", profile);
		return variable("ACME_KEYCHAIN", "").equals("true") ? new KeychainCredentialStore("secret-tool",
				(profile == null) ? "acme" : "acme " + profile, store, this.err) : store;
	}

	/** What is piped in, or else typed where nobody can read it. */
	String secret(String prompt) throws IOException, AcmeException, InterruptedException {
		Console console = this.isTerminal ? System.console() : null;
		if (console != null) {
			return String.valueOf(Objects.requireNonNullElse(console.readPassword(prompt), new char[0]));
		}
		if (isTyped()) {
			throw new AcmeException(ExitCode.USAGE,
					"What you type would be shown, because the output is no terminal. Pipe the token in.");
		}
		return Objects.requireNonNullElse(this.in.readLine(), "");
	}

	/** Java cannot tell where the output is no terminal; nor can Windows. */
	private static boolean isTyped() throws InterruptedException {
		try {
			return new ProcessBuilder("test", "-t", "0").redirectInput(Redirect.INHERIT).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	Path acmeHome() {
		String config = variable("XDG_CONFIG_HOME", this.home.resolve(".config").toString());
		return Path.of(variable("ACME_HOME", Path.of(config, "acme").toString()));
	}

	/** A variable that is set to nothing counts as not set. */
	String variable(String name, String fallback) {
		String value = this.environment.getOrDefault(name, "");
		return value.isEmpty() ? fallback : value;
	}

	/** Whether a line may be erased and written again. */
	boolean isLive() {
		return this.isTerminal && !variable("TERM", "").equals("dumb") && !isOldWindows();
	}

	/** A console of Windows that names no terminal may print the escapes. */
	private boolean isOldWindows() {
		return variable("OS", "").equals("Windows_NT") && variable("WT_SESSION", variable("TERM", "")).isEmpty();
	}

	/** See no-color.org. */
	boolean hasColor() {
		return isLive() && variable("NO_COLOR", "").isEmpty();
	}

	/** What the page shows as the place that asks: {@code ann@laptop}. */
	String deviceName() {
		String user = System.getProperty("user.name");
		try {
			String host = variable("HOSTNAME", variable("COMPUTERNAME", ""));
			return user + "@" + (host.isEmpty() ? hostName() : host);
		}
		catch (UnknownHostException ex) {
			return user;
		}
	}

	/** Java alone would ask the network, which may take its time. */
	private static String hostName() throws UnknownHostException {
		try {
			return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
		}
		catch (IOException ex) {
			return InetAddress.getLocalHost().getHostName();
		}
	}

}
