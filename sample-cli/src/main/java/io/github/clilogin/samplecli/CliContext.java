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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CredentialStore;
import org.jspecify.annotations.Nullable;

/**
 * Contains everything outside the program that a command uses, so that tests can replace
 * it.
 *
 * @param environment the environment variables
 * @param home finds the user's home directory
 * @param browser opens pages
 * @param in standard input
 * @param out standard output, for results
 * @param err standard error, for failures and notes
 * @param isTerminal whether standard output is a terminal
 * @param terminal the terminal of the user, which may be absent
 * @param clock measures the remaining time of a login
 * @param ctrlC cancels a login
 */
record CliContext(Map<String, String> environment, Home home, BrowserLauncher browser, BufferedReader in,
		PrintWriter out, PrintWriter err, boolean isTerminal, TerminalDevice terminal, Clock clock,
		CtrlCHandler ctrlC) {

	static CliContext ofThisProcess() {
		// From JDK 22 on, System.console() is present without a terminal, too, unless
		// this is set
		System.setProperty("jdk.console", "java.base");
		boolean isTerminal = System.console() != null;
		return new CliContext(System.getenv(), CredentialStore::home, BrowserLauncher.system(),
				new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
				new PrintWriter(System.out, true), new PrintWriter(System.err, true), isTerminal,
				TerminalDevice.ofThisProcess(), Clock.systemUTC(), CtrlCHandler.ofThisProcess(isTerminal));
	}

	/** Returns the store of a profile, or the default store for {@code null}. */
	CredentialStore store(@Nullable String profile) throws IOException {
		Path file = acmeHome().resolve("credentials.json");
		CredentialStore store = (profile == null) ? CredentialStore.file(file)
				: CredentialStore.file(file, "profiles", profile);
		return variable("ACME_KEYCHAIN", "").equals("true") ? new KeychainCredentialStore("secret-tool",
				(profile == null) ? "acme" : "acme " + profile, store, this.err) : store;
	}

	/** Reads a secret from a pipe, or from the terminal without an echo. */
	String secret(String prompt) throws IOException, AcmeException, InterruptedException {
		Console console = this.isTerminal ? System.console() : null;
		if (console != null) {
			return String.valueOf(Objects.requireNonNullElse(console.readPassword(prompt), new char[0]));
		}
		if (isTyped()) {
			throw new AcmeException(ExitCode.USAGE,
					"The token would be visible while you type, because the output is not a terminal. Pipe the token in.");
		}
		return Objects.requireNonNullElse(this.in.readLine(), "");
	}

	/**
	 * Detects typed input while standard output is redirected, which Java cannot. Windows
	 * has no such program.
	 */
	private static boolean isTyped() throws InterruptedException {
		try {
			return new ProcessBuilder("test", "-t", "0").redirectInput(Redirect.INHERIT).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Returns the directory of the credentials. It is absolute, so that credentials are
	 * never stored in the working directory.
	 */
	Path acmeHome() throws IOException {
		String acmeHome = variable("ACME_HOME", "");
		return acmeHome.isEmpty() ? config().resolve("acme") : absolute("ACME_HOME", acmeHome, "");
	}

	private Path config() throws IOException {
		String config = variable("XDG_CONFIG_HOME", "");
		return config.isEmpty() ? this.home.find().resolve(".config")
				: absolute("XDG_CONFIG_HOME", config, ", or set ACME_HOME");
	}

	private static Path absolute(String variable, String value, String remedy) throws IOException {
		try {
			Path path = Path.of(value);
			if (path.isAbsolute()) {
				return path;
			}
		}
		catch (InvalidPathException ex) {
			// Windows has characters that a path must not contain
		}
		throw new IOException(variable + " is '" + value
				+ "', which is not an absolute path. Set it to an absolute path" + remedy + ".");
	}

	/**
	 * Returns the value of a variable, or the fallback if the variable is absent or
	 * empty.
	 */
	String variable(String name, String fallback) {
		String value = this.environment.getOrDefault(name, "");
		return value.isEmpty() ? fallback : value;
	}

	/** Returns whether a line on the terminal can be overwritten. */
	boolean isLive() {
		return this.isTerminal && !variable("TERM", "").equals("dumb") && !isOldWindows();
	}

	/**
	 * Detects a Windows console that may print escape sequences instead of obeying them.
	 */
	private boolean isOldWindows() {
		return variable("OS", "").equals("Windows_NT") && variable("WT_SESSION", variable("TERM", "")).isEmpty();
	}

	/** Follows no-color.org. */
	boolean hasColor() {
		return isLive() && variable("NO_COLOR", "").isEmpty();
	}

	/**
	 * Returns the name that the confirmation page shows for this machine, such as
	 * {@code ann@laptop}.
	 */
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

	/** Reads the host name from a file first, since Java may wait for a name server. */
	private static String hostName() throws UnknownHostException {
		try {
			return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
		}
		catch (IOException ex) {
			return InetAddress.getLocalHost().getHostName();
		}
	}

	/** Finds the home directory only when a command needs it. */
	@FunctionalInterface
	interface Home {

		Path find() throws IOException;

	}

}
