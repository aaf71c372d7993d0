package io.github.clilogin.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.Objects;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;
import io.github.clilogin.client.ServerEndpoints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests clilogin-client against {@code oidc-provider}, whose endpoints it reads from the
 * metadata.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OidcProviderServerTests {

	private static final String LISTENING = "listening at ";

	private @Nullable Process server;

	private URI issuer = URI.create("http://localhost");

	@BeforeAll
	void startServer() throws Exception {
		Process process = new ProcessBuilder("node", "oidc-provider.js").directory(Tools.node().toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.server = process;
		BufferedReader output = process.inputReader();
		String line = output.readLine();
		while (line != null && !line.startsWith(LISTENING)) {
			line = output.readLine();
		}
		assertThat(line).as("the server listens").isNotNull();
		this.issuer = URI.create(line.substring(LISTENING.length()));
	}

	@AfterAll
	void stopServer() {
		if (this.server != null) {
			this.server.destroy();
		}
	}

	private CliLoginClient client() throws CliLoginException {
		return CliLoginClient.builder(this.issuer)
			.endpoints(ServerEndpoints.discover(this.issuer))
			.clientId("acme")
			.scopes("openid")
			.browser((page) -> true)
			.build();
	}

	private void decide(String verb, PendingLogin login) {
		try {
			Writer input = Objects.requireNonNull(this.server).outputWriter();
			input.write(verb + " " + login.userCode() + "\n");
			input.flush();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aConfirmedLoginGivesATokenThatCanBeRevoked() throws Exception {
		CliLoginClient client = client();
		try (PendingLogin login = client.start()) {
			assertThat(login.flow()).isEqualTo(LoginFlow.CONFIRM);
			assertThat(login.link().toString()).startsWith(this.issuer + "/device?user_code=");
			Credentials credentials = login.await((event) -> decide("confirm", login));
			assertThat(credentials.accessToken()).isNotEmpty();
			assertThat(credentials.tokenType()).isEqualTo("Bearer");
			assertThat(credentials.scopes()).containsExactly("openid");
			assertThat(client.revoke(credentials)).isTrue();
		}
	}

	@Test
	void aRejectedLoginSaysSo() throws Exception {
		try (PendingLogin login = client().start()) {
			assertThatExceptionOfType(CliLoginException.class)
				.isThrownBy(() -> login.await((event) -> decide("reject", login)))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CliLoginException.Reason.REJECTED));
		}
	}

}
