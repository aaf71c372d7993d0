package io.github.clilogin.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON file: an object with a member per server, named by its base URI.
 */
final class FileCredentialStore implements CredentialStore {

	private final Path file;

	private final Path directory;

	FileCredentialStore(Path file) {
		this.file = file.toAbsolutePath();
		Path parent = this.file.getParent();
		if (parent == null) {
			throw new IllegalArgumentException("No file: " + file);
		}
		this.directory = parent;
	}

	@Override
	public synchronized Optional<Credentials> load(URI server) throws IOException {
		JsonObject entry = new JsonObject(read()).object(Origin.baseOf(server));
		return Optional.ofNullable(entry).map(StoredCredentials::read);
	}

	@Override
	public synchronized void save(URI server, Credentials credentials) throws IOException {
		Map<String, Object> entries = read();
		entries.put(Origin.baseOf(server), StoredCredentials.write(credentials));
		replace(entries);
	}

	@Override
	public synchronized void delete(URI server) throws IOException {
		Map<String, Object> entries = read();
		if (entries.remove(Origin.baseOf(server)) != null && !entries.isEmpty()) {
			replace(entries);
		}
		else if (entries.isEmpty()) {
			Files.deleteIfExists(this.file);
		}
	}

	private Map<String, Object> read() throws IOException {
		refuseLink();
		try (InputStream in = Files.newInputStream(this.file, LinkOption.NOFOLLOW_LINKS)) {
			byte[] bytes = in.readNBytes(JsonReader.MAX_LENGTH + 1);
			return new LinkedHashMap<>(JsonReader.read(new String(bytes, StandardCharsets.UTF_8)).members());
		}
		catch (NoSuchFileException ex) {
			return new LinkedHashMap<>();
		}
		catch (MalformedJsonException ex) {
			throw new IOException(this.file + " is damaged (" + ex.getMessage() + "). Delete it and log in again.", ex);
		}
	}

	private void refuseLink() throws IOException {
		if (Files.isSymbolicLink(this.file)) {
			throw new IOException(this.file + " is a symbolic link and is not trusted with secrets. Remove it.");
		}
	}

	private void replace(Map<String, Object> entries) throws IOException {
		String json = JsonWriter.write(entries) + "\n";
		if (json.length() > JsonReader.MAX_LENGTH) {
			throw new IOException(this.file + " would become too large. Log out of a server first.");
		}
		Files.createDirectories(this.directory, onlyOwner("rwx------"));
		Path draft = Files.createTempFile(this.directory, ".credentials", ".tmp", onlyOwner("rw-------"));
		try {
			write(draft, json);
			Files.move(draft, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private static void write(Path draft, String json) throws IOException {
		try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
			ByteBuffer bytes = StandardCharsets.US_ASCII.encode(json);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
	}

	/** Windows has no such permissions; there the directories of a user are private. */
	private FileAttribute<?>[] onlyOwner(String permissions) {
		boolean isPosix = this.file.getFileSystem().supportedFileAttributeViews().contains("posix");
		return isPosix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
