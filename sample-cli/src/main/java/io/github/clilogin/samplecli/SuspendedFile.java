package io.github.clilogin.samplecli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where {@code login --start} leaves what {@code login --complete} needs.
 *
 * @param file as secret as credentials
 */
record SuspendedFile(Path file) {

	void write(String suspended) throws IOException {
		// Made for its owner alone, unlike other files
		Path draft = Files.createTempFile(this.file.toAbsolutePath().getParent(), ".suspended", ".tmp");
		try {
			Files.writeString(draft, suspended);
			Files.move(draft, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	String read() throws IOException, AcmeException {
		try {
			return Files.readString(this.file);
		}
		catch (NoSuchFileException ex) {
			throw new AcmeException(ExitCode.USAGE, "No login was started. Run: acme login --start");
		}
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
