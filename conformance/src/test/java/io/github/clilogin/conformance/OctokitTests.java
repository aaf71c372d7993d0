package io.github.clilogin.conformance;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests GitHub's JavaScript client, which sends snake_case JSON to fixed paths and polls
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

	/**
	 * Checks for a {@code scope} in the response, since Octokit fails if it is absent.
	 */
	@Test
	void loginWithoutScopes() throws Exception {
		try (Attempt attempt = node("octokit.js", server().uri().toString())) {
			SampleUser.ann().confirm(attempt.invitation());
			assertThat(attempt.outcome().error()).isNull();
		}
	}

	@Override
	String unknown() {
		return "invalid_request";
	}

}
