package io.github.clilogin.conformance;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
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
		return poll(poll, started.getInterval());
	}

	private static Outcome poll(TokenRequest poll, long interval) throws Exception {
		for (;;) {
			Thread.sleep(interval * 1000);
			TokenResponse response = TokenResponse.parse(poll.toHTTPRequest().send());
			if (response.indicatesSuccess()) {
				return Outcome.token(response.toSuccessResponse().getTokens().getAccessToken().getValue());
			}
			ErrorObject error = response.toErrorResponse().getErrorObject();
			if (error.equals(DeviceAuthorizationGrantError.SLOW_DOWN)) {
				interval += 5;
			}
			else if (!error.equals(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING)) {
				return Outcome.error(error.getCode());
			}
		}
	}

}
