package io.github.clilogin.samplecli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Asks the user on the terminal, also if the standard streams are redirected. On Windows
 * the user is not asked, since a read from the console ends only when the user presses
 * Enter.
 *
 * @param in the device to read
 * @param out the device to write
 * @param isInterruptible whether an interrupt ends a read
 */
record TerminalDevice(Path in, Path out, boolean isInterruptible) {

	private static final int MAX_LINE_LENGTH = 256;

	static TerminalDevice ofThisProcess() {
		boolean isWindows = File.separatorChar == '\\';
		Path device = Path.of(isWindows ? "CON" : "/dev/tty");
		return new TerminalDevice(device, device, !isWindows);
	}

	/** Returns whether the user can be asked. */
	boolean isPresent() {
		if (!this.isInterruptible) {
			return false;
		}
		try (FileChannel terminal = open()) {
			return terminal.isOpen();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Reads a line that is not blank, since the user may have pressed Enter while
	 * waiting. An interrupt ends the read: a channel can be interrupted, a stream cannot.
	 * @return the line, or {@code null} if the user closed the input
	 */
	@Nullable String readLine() throws IOException {
		try (FileChannel terminal = open()) {
			ByteBuffer line = ByteBuffer.allocate(MAX_LINE_LENGTH);
			while (terminal.read(line) > 0) {
				String text = new String(line.array(), 0, line.position(), Charset.defaultCharset()).strip();
				if (!text.isEmpty()) {
					return text;
				}
				line.clear();
			}
			return null;
		}
	}

	/** Writes a text, even if the thread is interrupted. */
	void write(String text) throws IOException {
		try (OutputStream terminal = Files.newOutputStream(this.out, StandardOpenOption.WRITE,
				StandardOpenOption.APPEND)) {
			terminal.write(text.getBytes(Charset.defaultCharset()));
		}
	}

	private FileChannel open() throws IOException {
		return FileChannel.open(this.in, StandardOpenOption.READ);
	}

}
