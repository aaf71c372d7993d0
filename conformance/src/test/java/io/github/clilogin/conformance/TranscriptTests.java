package io.github.clilogin.conformance;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * curl, as in the guide: docs/transcripts shows what it really printed.
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
			new TerminalSession(server, Body.FORM).play().assertIsAsIn(TRANSCRIPTS.resolve("form.txt"));
		}
	}

	@Test
	void jsonIsAnsweredAsTheTranscriptShows() throws Exception {
		try (SampleServer server = SampleServer.start(DEFAULTS)) {
			new TerminalSession(server, Body.JSON).play().assertIsAsIn(TRANSCRIPTS.resolve("json.txt"));
		}
	}

}
