package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the credentials of each server between two runs of a tool, so that what one
 * server gave is never sent to another. Two spellings of a base URI are one server: a
 * store of your own keeps what it is given under its {@link #nameOf name}.
 * Implementations are thread-safe.
 */
public interface CredentialStore {

	/**
	 * Makes sure that credentials can be kept. Call it before a login, so that nobody
	 * confirms one whose credentials are lost. Does nothing unless overridden.
	 * @throws IOException if credentials could not be kept
	 */
	default void prepare() throws IOException {
	}

	/**
	 * What is kept for a server.
	 * @param server the server's base URI
	 * @return the credentials, expired ones too, or empty
	 * @throws IOException if they cannot be read; the message says what to do
	 */
	Optional<Credentials> load(URI server) throws IOException;

	/**
	 * Keeps credentials, instead of those kept for the server so far.
	 * @param server the server's base URI
	 * @param credentials what to keep
	 * @throws IOException if they cannot be written; the earlier ones are then intact
	 */
	void save(URI server, Credentials credentials) throws IOException;

	/**
	 * Forgets a server's credentials, if there are any.
	 * @param server the server's base URI
	 * @throws IOException if they cannot be removed
	 */
	void delete(URI server) throws IOException;

	/**
	 * The one spelling of a server's base URI, for a store of your own: scheme and host
	 * in lower case, without the usual port, without a slash at the end.
	 * @param server the server's base URI
	 * @return its name, such as {@code https://app.example.com/app}
	 * @throws IllegalArgumentException if the URI is not https, nor http on loopback
	 */
	static String nameOf(URI server) {
		return SecureOrigin.baseOf(server);
	}

	/**
	 * Keeps credentials in a JSON file that only its owner can read, in a directory which
	 * is made for its owner alone. Writing replaces the file in one step. A symbolic link
	 * in place of the file is refused. Processes that write at once take turns, by a lock
	 * file that is gone again afterwards; where the file system knows no locks, as some
	 * networks', they do not damage the file, but one may undo the other's change.
	 * @param file the file; neither it nor its directory needs to exist
	 * @param block the names that lead to the object in the file which is ours, for
	 * profiles or for a file with other settings, which are left as they are; none for a
	 * file that is ours alone
	 * @return a store
	 */
	static CredentialStore file(Path file, String... block) {
		return new FileCredentialStore(file, List.of(block));
	}

}
