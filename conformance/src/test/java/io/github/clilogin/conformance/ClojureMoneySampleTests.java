package io.github.clilogin.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tests the Python sample in clj-money's documentation, which calls the API with its
 * token.
 */
class ClojureMoneySampleTests extends AbstractPythonClientTests {

	@Override
	Map<String, String> properties() {
		return Map.of("clilogin.paths.device", "/oapi/cli/auth/device", "clilogin.paths.token", "/oapi/cli/auth/token",
				"clilogin.paths.page", "/cli/authorize");
	}

	@Override
	Attempt start(SampleServer server) throws Exception {
		String sample = Files.readString(Tools.MODULE.resolve("samples/clj_money.py"))
			.replace("https://api.example.com/api/users/me", server.uri(SampleServer.API).toString())
			.replace("https://api.example.com", server.uri().toString());
		Path script = Files.writeString(Tools.MODULE.resolve("target/clj_money.py"), sample);
		return new ApiCaller(python(script.toString()), server.wire());
	}

	@Override
	String unknown() {
		return "invalid_request";
	}

	/** Takes the token from the API call, since the sample does not print it. */
	private record ApiCaller(ProcessAttempt attempt, WireTap wire) implements Attempt {

		@Override
		public Invitation invitation() {
			return this.attempt.invitation();
		}

		@Override
		public Outcome outcome() {
			Outcome outcome = this.attempt.outcome();
			return this.attempt.output().contains("Authentication successful!") ? Outcome.token(bearer()) : outcome;
		}

		private String bearer() {
			return LoginTap.of(this.wire, invitation().userCode()).awaitApiCall();
		}

		@Override
		public void close() {
			this.attempt.close();
		}

	}

}
