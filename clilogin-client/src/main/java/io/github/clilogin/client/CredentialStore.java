package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stores credentials between two runs of a CLI, separately for each server. Two spellings
 * of a base URI name the same server, so an implementation uses {@link #nameOf} as its
 * key. Implementations are thread-safe.
 */
public interface CredentialStore {

	/**
	 * Checks that credentials can be stored. Call it before a login, so that the user
	 * never confirms a login whose credentials cannot be stored. Does nothing unless
	 * overridden.
	 * @throws IOException if credentials cannot be stored
	 */
	default void prepare() throws IOException {
	}

	/**
	 * Returns the credentials of a server.
	 * @param server the server's base URI
	 * @return the credentials, even if expired, or empty
	 * @throws IOException if they cannot be read; the message says what to do
	 */
	Optional<Credentials> load(URI server) throws IOException;

	/**
	 * Stores the credentials of a server and replaces earlier ones.
	 * @param server the server's base URI
	 * @param credentials the credentials
	 * @throws IOException if they cannot be written; the earlier ones are then unchanged
	 */
	void save(URI server, Credentials credentials) throws IOException;

	/**
	 * Deletes the credentials of a server, if there are any.
	 * @param server the server's base URI
	 * @throws IOException if they cannot be deleted
	 */
	void delete(URI server) throws IOException;

	/**
	 * Returns the normalized base URI of a server: scheme and host in lower case, no
	 * default port and no trailing slash.
	 * @param server the server's base URI
	 * @return the key of the server, such as {@code https://app.example.com/app}
	 * @throws IllegalArgumentException if the URI is neither https nor http on loopback
	 */
	static String nameOf(URI server) {
		return SecureOrigin.baseOf(server);
	}

	/**
	 * Returns the home directory of the user, in which a CLI keeps its files. On Unix the
	 * environment variable {@code HOME} takes precedence over the account database.
	 * @return an absolute path
	 * @throws IOException if the directory is unknown or relative, since credentials
	 * would then be in the working directory. The message says what to do.
	 */
	static Path home() throws IOException {
		return new HomeDirectory(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"))
			.path();
	}

	/**
	 * Returns a store that uses a JSON file. Only the owner can read the file and a
	 * directory that the store creates. A write replaces the file atomically, and a
	 * symbolic link is refused. Concurrent processes take turns through a lock file,
	 * which is deleted afterwards. On a file system without locks, one process may undo
	 * another's change, but the file is never damaged. If other users can read the file
	 * or write to its directory, one line on standard error says so, once per process.
	 * @param file the file; the store creates it and its directory
	 * @param block the names that lead to the JSON object with the credentials. Use them
	 * for profiles, or for a file with other settings, which stay unchanged. Without
	 * names, the file contains only credentials.
	 * @return a store
	 */
	static CredentialStore file(Path file, String... block) {
		return new FileCredentialStore(file, List.of(block));
	}

}
