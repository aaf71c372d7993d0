package io.github.clilogin.conformance;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests Go's client. Until a poll succeeds, it sends each poll twice, with the client ID
 * in a header and then in the body.
 */
class XOauth2Tests extends AbstractClientTests {

	private @Nullable Path directory;

	@Override
	void prepare() throws Exception {
		this.directory = Tools.go();
	}

	@Override
	Attempt start(SampleServer server) throws Exception {
		Path directory = this.directory;
		if (directory == null) {
			throw new IllegalStateException("Not prepared");
		}
		return new ProcessAttempt(directory, List.of(directory.resolve("client").toString(),
				server.uri("/clilogin/device").toString(), server.uri("/clilogin/token").toString()));
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
