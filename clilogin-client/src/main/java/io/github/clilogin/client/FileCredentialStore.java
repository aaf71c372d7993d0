package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON file: an object with a member per server, named by its base URI.
 */
final class FileCredentialStore implements CredentialStore {

	private final PrivateFile file;

	FileCredentialStore(Path file) {
		this.file = PrivateFile.at(file);
	}

	@Override
	public synchronized void prepare() throws IOException {
		read();
		this.file.checkReplaceable();
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
			this.file.delete();
		}
	}

	private Map<String, Object> read() throws IOException {
		try {
			byte[] bytes = this.file.read(JsonReader.MAX_LENGTH + 1);
			return new LinkedHashMap<>(JsonReader.read(new String(bytes, StandardCharsets.UTF_8)).members());
		}
		catch (NoSuchFileException ex) {
			return new LinkedHashMap<>();
		}
		catch (MalformedJsonException ex) {
			throw new IOException(this.file + " is damaged (" + ex.getMessage() + "). Delete it and log in again.", ex);
		}
	}

	private void replace(Map<String, Object> entries) throws IOException {
		String json = JsonWriter.write(entries) + "\n";
		if (json.length() > JsonReader.MAX_LENGTH) {
			throw new IOException(this.file + " would become too large. Log out of a server first.");
		}
		this.file.replace(json);
	}

}
