package io.github.clilogin.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of all processes run an action at a time. The operating system releases
 * the lock of a process that dies. The last holder deletes the lock file.
 */
final class WriteLock {

	/** Closing a second channel would release the process's lock on the file. */
	private static final ReentrantLock THREADS = new ReentrantLock();

	private static final Duration RETRY_PAUSE = Duration.ofMillis(5);

	private final Path path;

	private final FileChannel channel;

	private WriteLock(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/**
	 * Runs an action while holding the lock.
	 * @param path the lock file, in an existing directory
	 * @param maxWait the longest time to wait for another process
	 * @throws IOException if the wait times out, or the lock file cannot be created
	 */
	static void holding(Path path, Duration maxWait, LockedAction action, FileAttribute<?>... attributes)
			throws IOException {
		THREADS.lock();
		// An interrupted thread can neither lock nor write
		boolean interrupted = Thread.interrupted();
		try {
			WriteLock lock = take(path, maxWait, attributes);
			try {
				action.run();
			}
			finally {
				lock.release();
			}
		}
		finally {
			THREADS.unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static WriteLock take(Path path, Duration maxWait, FileAttribute<?>... attributes) throws IOException {
		long start = System.nanoTime();
		do {
			FileChannel channel = FileChannel.open(path,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), attributes);
			if (isAcquired(channel)) {
				return new WriteLock(path, channel);
			}
			channel.close();
			pause();
		}
		while (System.nanoTime() - start < maxWait.toNanos());
		throw new IOException("Another process holds the lock on the credentials. "
				+ "Try again. If no such process is running, delete " + path + ".");
	}

	/**
	 * Returns whether the lock is held. A non-empty file was deleted while this thread
	 * waited for it.
	 */
	private static boolean isAcquired(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null && channel.size() == 0;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (ClosedChannelException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// A file system without locks: an unprotected write is better than no write
			return true;
		}
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(RETRY_PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Cancelled.");
		}
	}

	private void release() throws IOException {
		try (this.channel) {
			Files.deleteIfExists(this.path);
			this.channel.write(ByteBuffer.allocate(1));
		}
	}

	/** Runs while the lock is held. */
	@FunctionalInterface
	interface LockedAction {

		void run() throws IOException;

	}

}
