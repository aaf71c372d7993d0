package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that no line of the standard input is lost.
 */
@Timeout(60)
class LineReaderTests {

	@Test
	void aWaitThatWasInterruptedLeavesTheLineToTheNextCaller() throws Exception {
		try (PipedWriter program = new PipedWriter(); PipedReader input = new PipedReader(program)) {
			LineReader reader = new LineReader(new BufferedReader(input));
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(reader::next);
			program.write("BCD-FGH\n");
			assertThat(reader.next()).isEqualTo("BCD-FGH");
		}
	}

}
