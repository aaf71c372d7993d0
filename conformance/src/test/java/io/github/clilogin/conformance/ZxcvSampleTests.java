package io.github.clilogin.conformance;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the TypeScript sample in zxcv's documentation, which reports an error by its
 * description.
 */
class ZxcvSampleTests extends AbstractNodeClientTests {

	@Override
	Map<String, String> properties() {
		return Map.of("clilogin.paths.device", "/rpc/auth/device/authorize", "clilogin.paths.token",
				"/rpc/auth/device/token", "clilogin.login.user-code-parameter", "code");
	}

	@Override
	Attempt start(SampleServer server) throws Exception {
		return node("sample.js", Tools.MODULE.resolve("samples/zxcv.ts").toString(), "https://api.zxcv.app",
				server.uri().toString());
	}

	@Override
	String unknown() {
		return "The device code is not known";
	}

	@Override
	String rejected() {
		return "The login was rejected";
	}

	@Override
	String expired() {
		return "The device code has expired";
	}

	/** Expects the sample to fail, since it assigns a new interval to a constant. */
	@Test
	@Override
	void clientThatIsToldToSlowDownStillGetsItsToken() throws Exception {
		Attempt attempt = start();
		provokeSlowDown(awaitAnswer(attempt, "authorization_pending"));
		assertThat(attempt.outcome().error()).contains("TypeError: Assignment to constant variable");
	}

}
