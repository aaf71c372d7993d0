package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CredentialStore;

/**
 * Everything outside the program that a command touches, so that tests can bring their
 * own.
 *
 * @param environment the environment variables
 * @param home the person's home directory
 * @param browser opens pages
 * @param out what was asked for
 * @param err what went wrong
 */
record Surroundings(Map<String, String> environment, Path home, BrowserLauncher browser, PrintWriter out,
		PrintWriter err) {

	static Surroundings ofThisProcess() {
		return new Surroundings(System.getenv(), Path.of(System.getProperty("user.home")), BrowserLauncher.system(),
				new PrintWriter(System.out, true), new PrintWriter(System.err, true));
	}

	CredentialStore store() {
		return CredentialStore.file(acmeHome().resolve("credentials.json"));
	}

	private Path acmeHome() {
		String config = variable("XDG_CONFIG_HOME", this.home.resolve(".config").toString());
		return Path.of(variable("ACME_HOME", Path.of(config, "acme").toString()));
	}

	/** A variable that is set to nothing counts as not set. */
	String variable(String name, String otherwise) {
		String value = this.environment.getOrDefault(name, "");
		return value.isEmpty() ? otherwise : value;
	}

	/** What the page shows as the place that asks: {@code ann@laptop}. */
	static String deviceName() {
		String user = System.getProperty("user.name");
		try {
			return user + "@" + InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return user;
		}
	}

}
