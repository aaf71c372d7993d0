package io.github.clilogin.conformance;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * GitHub's own JavaScript client, which sends JSON in snake_case to fixed paths and polls
 * at once.
 */
class OctokitTests extends AbstractNodeClientTests {

	@Override
	Map<String, String> properties() {
		return Map.of("clilogin.paths.device", "/login/device/code", "clilogin.paths.token",
				"/login/oauth/access_token", "clilogin.login.scopes", "read");
	}

	@Override
	Attempt start(SampleServer server) throws Exception {
		return node("octokit.js", server.uri().toString(), "read");
	}

	/** It splits the granted scopes of every answer, so there must be some, or none. */
	@Test
	void loginWithoutScopes() throws Exception {
		try (Attempt attempt = node("octokit.js", server().uri().toString())) {
			Person.ann().confirm(attempt.invitation());
			assertThat(attempt.outcome().error()).isNull();
		}
	}

	@Override
	String unknown() {
		return "invalid_request";
	}

}
