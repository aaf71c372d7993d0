package io.github.clilogin.samplecli;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Reads lines from the terminal, also if standard input is redirected.
 *
 * @param file the terminal device
 */
record TerminalDevice(Path file) {

	private static final int MAX_LINE_LENGTH = 256;

	static TerminalDevice ofThisProcess() {
		return new TerminalDevice(Path.of((File.separatorChar == '\\') ? "CON" : "/dev/tty"));
	}

	boolean isPresent() {
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

	private FileChannel open() throws IOException {
		return FileChannel.open(this.file, StandardOpenOption.READ);
	}

}
