package io.github.clilogin.conformance;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests Go's client. Until a poll succeeds, it sends each poll twice, with the client ID
 * in a header and then in the body.
 */
class XOauth2Tests extends AbstractGoClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return go(server);
	}

	@Test
	void pollingTwiceAtATimeIsNotTooFast() throws Exception {
		// On a busy machine the two polls may be a second apart
		server().stopTime();
		try {
			pollsTwiceAndIsLoggedIn();
		}
		finally {
			server().startTime();
		}
	}

	private void pollsTwiceAndIsLoggedIn() throws Exception {
		Attempt attempt = start();
		LoginTap login = tap(attempt);
		Exchange first = login.awaitPoll("names the client in a header", (poll) -> poll.authorization() != null);
		Exchange second = login.awaitPoll("names the client in the body",
				(poll) -> poll.body().contains("client_id=x-oauth2&device_code"));
		assertThat(first.isAnswered("authorization_pending")).isTrue();
		assertThat(second.isAnswered("authorization_pending")).isTrue();
		SampleUser.ann().confirm(attempt.invitation());
		assertThatTokenOpensTheApi(attempt.outcome());
	}

}
