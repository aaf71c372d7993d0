package io.github.clilogin.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.bson.RawBsonDocument;

/**
 * A place that could contain a secret.
 *
 * @param name the name of the place
 * @param content the whole content, one character for each byte
 */
record Place(String name, String content) {

	/** Every collection of every database, also those of the server itself. */
	static List<Place> collections(MongoClient client) {
		List<Place> places = new ArrayList<>();
		for (String name : client.listDatabaseNames()) {
			MongoDatabase database = client.getDatabase(name);
			for (String collection : database.listCollectionNames()) {
				StringBuilder content = new StringBuilder();
				for (RawBsonDocument document : database.getCollection(collection, RawBsonDocument.class).find()) {
					byte[] bytes = new byte[document.getByteBuffer().remaining()];
					document.getByteBuffer().get(bytes);
					content.append(Canary.read(bytes));
				}
				places.add(new Place(name + "." + collection, content.toString()));
			}
		}
		return places;
	}

	/** Every file below a directory. */
	static List<Place> files(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> file(directory.relativize(file).toString(), file))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Place file(String name, Path file) {
		try {
			return new Place(name, Canary.read(withoutZeroesAtItsEnd(Files.readAllBytes(file))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A journal is made long beforehand. */
	private static byte[] withoutZeroesAtItsEnd(byte[] bytes) {
		int length = bytes.length;
		while (length > 0 && bytes[length - 1] == 0) {
			length--;
		}
		return Arrays.copyOf(bytes, length);
	}

	static List<Place> texts(Map<String, String> texts) {
		return texts.entrySet().stream().map((text) -> new Place(text.getKey(), Canary.read(text.getValue()))).toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
