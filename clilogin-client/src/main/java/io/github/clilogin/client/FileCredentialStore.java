package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores credentials in a JSON object with one member per server. Other members stay
 * unchanged.
 */
final class FileCredentialStore implements CredentialStore {

	private final PrivateFile file;

	private final List<String> block;

	FileCredentialStore(Path file, List<String> block) {
		this.file = PrivateFile.at(file);
		this.block = block;
	}

	@Override
	public void prepare() throws IOException {
		this.file.exclusively(() -> {
			entries(read());
			this.file.checkReplaceable();
		});
	}

	@Override
	public Optional<Credentials> load(URI server) throws IOException {
		JsonObject entry = new JsonObject(entries(read())).object(CredentialStore.nameOf(server));
		this.file.warnIfLoose();
		return Optional.ofNullable(entry).map(StoredCredentials::read);
	}

	@Override
	public void save(URI server, Credentials credentials) throws IOException {
		String name = CredentialStore.nameOf(server);
		this.file.exclusively(() -> {
			Map<String, Object> document = read();
			Map<String, Object> entries = entries(document);
			entries.put(name, StoredCredentials.write(credentials));
			replace(with(document, this.block, entries));
			this.file.warnIfLoose();
		});
	}

	@Override
	public void delete(URI server) throws IOException {
		String name = CredentialStore.nameOf(server);
		if (!this.file.isMissing()) {
			this.file.exclusively(() -> deleteEntry(name));
		}
	}

	private void deleteEntry(String name) throws IOException {
		Map<String, Object> document = read();
		Map<String, Object> entries = entries(document);
		boolean isKnown = entries.remove(name) != null;
		Map<String, Object> rest = with(document, this.block, entries);
		if (rest.isEmpty()) {
			this.file.delete();
		}
		else if (isKnown) {
			replace(rest);
		}
	}

	private Map<String, Object> entries(Map<String, Object> document) throws IOException {
		Map<String, Object> members = document;
		for (String name : this.block) {
			members = members(members, name);
		}
		return new LinkedHashMap<>(members);
	}

	/** Returns the document with other entries in its block and without empty blocks. */
	private Map<String, Object> with(Map<String, Object> document, List<String> path, Map<String, Object> entries)
			throws IOException {
		if (path.isEmpty()) {
			return entries;
		}
		String name = path.get(0);
		Map<String, Object> inner = with(members(document, name), path.subList(1, path.size()), entries);
		Map<String, Object> copy = new LinkedHashMap<>(document);
		if (inner.isEmpty()) {
			copy.remove(name);
		}
		else {
			copy.put(name, new JsonObject(inner));
		}
		return copy;
	}

	private Map<String, Object> members(Map<String, Object> document, String name) throws IOException {
		Object block = document.getOrDefault(name, new JsonObject(Map.of()));
		if (block instanceof JsonObject object) {
			return object.members();
		}
		throw new IOException(
				this.file + " has a member '" + name + "' that is not an object. Remove it and log in again.");
	}

	private Map<String, Object> read() throws IOException {
		try {
			byte[] bytes = this.file.read(JsonReader.MAX_LENGTH + 1);
			if (bytes.length > JsonReader.MAX_LENGTH) {
				throw unreadable(" is larger than 64 KB.", "Remove settings that you no longer need.");
			}
			return JsonReader.read(bytes).members();
		}
		catch (NoSuchFileException ex) {
			return Map.of();
		}
		catch (MalformedJsonException ex) {
			String problem = (this.block.isEmpty() ? " is damaged (" : " is not valid JSON (") + ex.getMessage() + ").";
			throw unreadable(problem, "Repair it.");
		}
	}

	/** Suggests deletion only if the file contains nothing but credentials. */
	private IOException unreadable(String problem, String cure) {
		return new IOException(
				this.file + problem + " " + (this.block.isEmpty() ? "Delete it and log in again." : cure));
	}

	private void replace(Map<String, Object> document) throws IOException {
		String json = JsonWriter.write(document) + "\n";
		if (json.length() > JsonReader.MAX_LENGTH) {
			throw new IOException(this.file + " would exceed 64 KB. Log out of another server first.");
		}
		this.file.replace(json);
	}

}
