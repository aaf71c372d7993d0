package io.github.clilogin.conformance;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests clients that read the endpoints from the metadata, each at the address that it
 * expects (RFC 8414 §3 and §5).
 */
class MetadataTests {

	private static final int MAX_ATTEMPTS = 5;

	/**
	 * Omits the context path, since the inserted form is then outside the application.
	 */
	@ParameterizedTest
	@ValueSource(strings = "")
	void openidClientReadsTheInsertedForm(String contextPath) throws Exception {
		openidClientLogsInAndOut(contextPath, "oauth2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/app" })
	void openidClientReadsTheOpenidConfiguration(String contextPath) throws Exception {
		openidClientLogsInAndOut(contextPath, "oidc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/app" })
	void nimbusReadsTheAppendedForm(String contextPath) throws Exception {
		try (SampleServer server = start(contextPath)) {
			String issuer = server.uri() + contextPath;
			AuthorizationServerMetadata metadata = AuthorizationServerMetadata.resolve(new Issuer(issuer));
			assertThat(metadata.getDeviceAuthorizationEndpointURI()).hasToString(issuer + "/clilogin/device");
			assertThat(metadata.getTokenEndpointURI()).hasToString(issuer + "/clilogin/token");
			assertThat(metadata.getRevocationEndpointURI()).hasToString(issuer + "/clilogin/revoke");
			assertThat(metadata.getGrantTypes()).containsExactly(GrantType.DEVICE_CODE);
			assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
		}
	}

	private static void openidClientLogsInAndOut(String contextPath, String algorithm) throws Exception {
		try (SampleServer server = start(contextPath);
				ProcessAttempt attempt = new ProcessAttempt(Tools.node(),
						List.of("node", "openid-client-discovery.js", server.uri() + contextPath, algorithm))) {
			SampleUser.ann().confirm(attempt.invitation());
			assertThat(attempt.outcome().error()).isNull();
			assertThat(attempt.output()).endsWith("revoked\n");
		}
	}

	private static SampleServer start(String contextPath) throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				return start(freePort(), contextPath);
			}
			catch (ApplicationContextException ex) {
				if (attempt == MAX_ATTEMPTS || !(ex.getCause() instanceof PortInUseException)) {
					throw ex;
				}
			}
		}
	}

	private static SampleServer start(int port, String contextPath) {
		return SampleServer.start(Map.of("server.port", String.valueOf(port), "server.servlet.context-path",
				contextPath, "clilogin.base-url", "http://localhost:" + port + contextPath,
				"clilogin.endpoints.metadata", "true"));
	}

	/** Returns a port that another process may take before it is used. */
	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
