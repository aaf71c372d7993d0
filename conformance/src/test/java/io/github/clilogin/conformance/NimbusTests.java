package io.github.clilogin.conformance;

import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;

/**
 * Tests the requests and responses of Nimbus, which leaves the poll loop to its caller.
 */
class NimbusTests extends AbstractClientTests {

	private static final ClientID CLIENT = new ClientID("nimbus");

	@Override
	Attempt start(SampleServer server) {
		return new InProcessAttempt((screen) -> login(server, screen));
	}

	private static Outcome login(SampleServer server, InProcessAttempt.Screen screen) throws Exception {
		DeviceAuthorizationRequest request = new DeviceAuthorizationRequest(server.uri("/clilogin/device"), CLIENT);
		DeviceAuthorizationSuccessResponse started = DeviceAuthorizationResponse.parse(request.toHTTPRequest().send())
			.toSuccessResponse();
		screen.show(new Invitation(started.getUserCode().getValue(), started.getVerificationURIComplete()));
		TokenRequest poll = new TokenRequest.Builder(server.uri("/clilogin/token"), CLIENT,
				new DeviceCodeGrant(started.getDeviceCode()))
			.build();
		return InProcessAttempt.poll(started.getInterval(), () -> poll(poll));
	}

	private static Outcome poll(TokenRequest poll) throws Exception {
		TokenResponse response = TokenResponse.parse(poll.toHTTPRequest().send());
		return response.indicatesSuccess()
				? Outcome.token(response.toSuccessResponse().getTokens().getAccessToken().getValue())
				: Outcome.error(response.toErrorResponse().getErrorObject().getCode());
	}

}
