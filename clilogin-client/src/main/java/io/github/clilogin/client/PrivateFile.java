package io.github.clilogin.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * Reads and atomically replaces a file that only its owner can read. Symbolic links are
 * refused.
 */
record PrivateFile(Path file, Path directory) {

	/** Far longer than a change takes, and short enough for a waiting user. */
	private static final Duration MAX_LOCK_WAIT = Duration.ofSeconds(5);

	static PrivateFile at(Path path) {
		Path file = path.toAbsolutePath();
		Path parent = file.getParent();
		if (parent == null) {
			throw new IllegalArgumentException("Not a file: " + path);
		}
		return new PrivateFile(file, parent);
	}

	byte[] read(int limit) throws IOException {
		refuseLink(this.file);
		try (InputStream in = Files.newInputStream(this.file, LinkOption.NOFOLLOW_LINKS)) {
			return in.readNBytes(limit);
		}
	}

	private static void refuseLink(Path path) throws IOException {
		if (Files.isSymbolicLink(path)) {
			throw new IOException(path + " is a symbolic link, which is not safe for credentials. Remove it.");
		}
	}

	void warnIfLoose() {
		if (!isMissing()) {
			LoosePermissions.warnAbout(this.file, this.directory);
		}
	}

	boolean isMissing() {
		return Files.notExists(this.file, LinkOption.NOFOLLOW_LINKS);
	}

	void replace(String ascii) throws IOException {
		Path draft = draft();
		try {
			write(draft, ascii);
			Files.move(draft, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	/** Creates the directory and runs an action while no other process runs one. */
	void exclusively(WriteLock.LockedAction action) throws IOException {
		Files.createDirectories(this.directory, onlyOwner("rwx------"));
		Path lock = this.directory.resolve("." + this.file.getFileName() + ".lock");
		refuseLink(lock);
		WriteLock.holding(lock, MAX_LOCK_WAIT, action, onlyOwner("rw-------"));
	}

	/** Fails if {@link #replace} would fail. */
	void checkReplaceable() throws IOException {
		Files.delete(draft());
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

	private Path draft() throws IOException {
		Path draft = Files.createTempFile(this.directory, ".credentials", ".tmp", onlyOwner("rw-------"));
		if (!isPosix()) {
			restrictToOwner(draft);
		}
		return draft;
	}

	/**
	 * Restricts access on Windows, where a new file inherits the permissions of its
	 * directory.
	 */
	private static void restrictToOwner(Path draft) throws IOException {
		AclFileAttributeView view = Files.getFileAttributeView(draft, AclFileAttributeView.class);
		if (view != null) {
			view.setAcl(List.of(AclEntry.newBuilder()
				.setType(AclEntryType.ALLOW)
				.setPrincipal(view.getOwner())
				.setPermissions(EnumSet.allOf(AclEntryPermission.class))
				.build()));
		}
	}

	private static void write(Path draft, String ascii) throws IOException {
		try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
			ByteBuffer bytes = StandardCharsets.US_ASCII.encode(ascii);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
	}

	private FileAttribute<?>[] onlyOwner(String permissions) {
		return isPosix()
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private boolean isPosix() {
		return this.file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
