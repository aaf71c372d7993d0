package io.github.clilogin.conformance;

import java.net.URI;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;

/**
 * Tests Amazon's client for its sign-in service, which uses camelCase JSON. It does not
 * know all error codes, so its caller reads them from the response.
 */
class AwsTests extends AbstractClientTests {

	@Override
	Map<String, String> properties() {
		return Map.of("clilogin.paths.device", "/device_authorization", "clilogin.paths.token", "/token");
	}

	@Override
	Attempt start(SampleServer server) {
		return new InProcessAttempt((screen) -> login(server, screen));
	}

	@Override
	String unknown() {
		return "invalid_request";
	}

	private static Outcome login(SampleServer server, InProcessAttempt.Screen screen) throws Exception {
		try (SsoOidcClient client = SsoOidcClient.builder()
			.endpointOverride(server.uri())
			.region(Region.US_EAST_1)
			.credentialsProvider(AnonymousCredentialsProvider.create())
			.httpClient(UrlConnectionHttpClient.create())
			.build()) {
			StartDeviceAuthorizationResponse started = client.startDeviceAuthorization(
					(start) -> start.clientId("aws").clientSecret("none").startUrl(server.uri().toString()));
			screen.show(new Invitation(started.userCode(), URI.create(started.verificationUriComplete())));
			return InProcessAttempt.poll(started.interval(), () -> poll(client, started.deviceCode()));
		}
	}

	private static Outcome poll(SsoOidcClient client, String deviceCode) {
		try {
			return Outcome.token(
					client
						.createToken((poll) -> poll.clientId("aws")
							.clientSecret("none")
							.grantType("urn:ietf:params:oauth:grant-type:device_code")
							.deviceCode(deviceCode))
						.accessToken());
		}
		catch (SsoOidcException ex) {
			JsonText response = new JsonText(ex.awsErrorDetails().rawResponse().asUtf8String());
			return Outcome.error(response.find("error").orElseThrow(() -> ex));
		}
	}

}
