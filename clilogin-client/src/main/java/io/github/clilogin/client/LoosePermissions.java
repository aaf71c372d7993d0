package io.github.clilogin.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Warns once per process if other users can read credentials, or replace the file. Checks
 * POSIX permissions only, since Windows grants access by lists.
 */
final class LoosePermissions {

	private static final Set<PosixFilePermission> FILE = EnumSet.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

	private static final Set<PosixFilePermission> DIRECTORY = EnumSet.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private static final AtomicBoolean warned = new AtomicBoolean();

	private LoosePermissions() {
	}

	static void warnAbout(Path file, Path directory) {
		List<String> commands = new ArrayList<>();
		if (has(file, FILE)) {
			commands.add("chmod 600 " + quoted(file));
		}
		if (has(directory, DIRECTORY)) {
			commands.add("chmod go-w " + quoted(directory));
		}
		if (!commands.isEmpty() && warned.compareAndSet(false, true)) {
			System.err.println("Warning: other users can read or replace the credentials in " + printable(file)
					+ ". Run: " + String.join(" && ", commands));
		}
	}

	private static boolean has(Path path, Set<PosixFilePermission> loose) {
		try {
			return path.getFileSystem().supportedFileAttributeViews().contains("posix")
					&& Files.getPosixFilePermissions(path).stream().anyMatch(loose::contains);
		}
		catch (IOException ex) {
			// The file does not exist, or the caller will fail as well
			return false;
		}
	}

	private static String quoted(Path path) {
		String text = printable(path);
		return text.matches("[A-Za-z0-9_./+@%=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
	}

	private static String printable(Path path) {
		return String.valueOf(PrintableText.of(path.toString()));
	}

}
