package io.github.clilogin.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests Go's client with a proof key (RFC 7636). It sends the code verifier with each
 * poll.
 */
class XOauth2ProofKeyTests extends AbstractGoClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return go(server, "S256");
	}

	@Test
	void eachPollBringsTheCodeVerifier() throws Exception {
		Attempt attempt = start();
		Exchange poll = awaitAnswer(attempt, "authorization_pending");
		assertThat(poll.body()).contains("code_verifier=");
		SampleUser.ann().confirm(attempt.invitation());
		assertThatTokenOpensTheApi(attempt.outcome());
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong", "missing" })
	void pollWithoutTheCodeVerifierIsToldNothing(String proofKey) throws Exception {
		try (Attempt attempt = go(server(), proofKey)) {
			assertThat(attempt.outcome().error()).contains("invalid_grant");
		}
	}

}
