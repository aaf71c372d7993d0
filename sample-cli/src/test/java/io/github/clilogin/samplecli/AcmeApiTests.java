package io.github.clilogin.samplecli;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import io.github.clilogin.client.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the API's callers never wait for.
 */
@Timeout(30)
class AcmeApiTests {

	@Test
	void anAnswerThatNeverEndsIsNotWaitedFor() {
		try (FakeApplication application = new FakeApplication()) {
			application.isStalling = true;
			AcmeApi api = new AcmeApi(URI.create(application.url()),
					new Credentials(FakeApplication.TOKEN, "Bearer", null, Set.of(), null), false,
					Duration.ofMillis(300));
			assertThatThrownBy(api::accountName).isInstanceOf(AcmeException.class)
				.hasMessageContaining("does not answer")
				.extracting("exitCode")
				.isEqualTo(ExitCode.UNREACHABLE);
		}
	}

}
