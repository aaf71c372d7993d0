package io.github.clilogin.samplecli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link AcmeApi}.
 */
@Timeout(30)
class AcmeApiTests {

	@Test
	void anEndlessResponseTimesOut() throws Exception {
		try (FakeApplication application = new FakeApplication()) {
			application.isStalling = true;
			CliContext context = new CliContext(Map.of("ACME_SERVER", application.url()), () -> Path.of("target"),
					BrowserLauncher.none(), new BufferedReader(Reader.nullReader()),
					new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false,
					new TerminalDevice(Path.of("none"), Path.of("none"), true), Clock.systemUTC(),
					new CtrlCHandler(() -> {
					}));
			AcmeApi api = new AcmeApi(new TargetOptions(context),
					new Credentials(FakeApplication.TOKEN, "Bearer", null, Set.of(), null), false,
					Duration.ofMillis(300));
			assertThatThrownBy(api::accountName).isInstanceOf(AcmeException.class)
				.hasMessageContaining("does not answer")
				.extracting("exitCode")
				.isEqualTo(ExitCode.UNREACHABLE);
		}
	}

}
