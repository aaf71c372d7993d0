package io.github.clilogin.conformance;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that docs/transcripts contains the output of curl.
 */
class TranscriptTests {

	private static final Path TRANSCRIPTS = Tools.MODULE.resolve("../docs/transcripts").normalize();

	private static final Map<String, String> DEFAULTS = Map.of("clilogin.login.interval", "5s");

	@BeforeAll
	static void needCurl() {
		Tools.require("curl");
	}

	@Test
	void formsAreAnsweredAsTheTranscriptShows() throws Exception {
		try (SampleServer server = SampleServer.start(DEFAULTS)) {
			new TerminalSession(server, CurlBody.FORM).play().assertIsAsIn(TRANSCRIPTS.resolve("form.txt"));
		}
	}

	@Test
	void jsonIsAnsweredAsTheTranscriptShows() throws Exception {
		try (SampleServer server = SampleServer.start(DEFAULTS)) {
			new TerminalSession(server, CurlBody.JSON).play().assertIsAsIn(TRANSCRIPTS.resolve("json.txt"));
		}
	}

}
