package io.github.clilogin.conformance;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests requests-oauthlib, which sends its client ID in an {@code Authorization: Basic}
 * header with an empty secret. The application has no user of that name.
 */
class RequestsOauthlibTests extends AbstractPythonClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return python("requests_oauthlib_client.py", server.uri("/clilogin/device").toString(),
				server.uri("/clilogin/token").toString());
	}

	@Test
	void basicHeaderIsAllThatNamesTheClient() throws Exception {
		Exchange poll = awaitAnswer(start(), "authorization_pending");
		assertThat(poll.authorization()).startsWith("Basic ");
		assertThat(poll.body()).doesNotContain("client_id");
	}

}
