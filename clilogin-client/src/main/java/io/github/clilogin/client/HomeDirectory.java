package io.github.clilogin.client;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the home directory of the user. The JDK reads it from the account database, where
 * a container often has no entry for its user.
 *
 * @param environment the environment variables
 * @param system the name of the operating system
 * @param account the home directory that the JDK found
 */
record HomeDirectory(Map<String, String> environment, String system, String account) {

	Path path() throws IOException {
		String home = isWindows() ? "" : this.environment.getOrDefault("HOME", "");
		String text = home.isEmpty() ? this.account : home;
		try {
			Path path = Path.of(text);
			if (path.isAbsolute()) {
				return path;
			}
		}
		catch (InvalidPathException ex) {
			// The JDK returns "?" for an unknown directory, which Windows refuses
		}
		throw new IOException("The home directory '" + text
				+ "' is not an absolute path, so credentials cannot be stored there. Set HOME to your home directory.");
	}

	private boolean isWindows() {
		return this.system.toLowerCase(Locale.ROOT).startsWith("windows");
	}

}
