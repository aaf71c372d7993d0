package io.github.clilogin.conformance;

import java.net.URI;

import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.builder.api.DefaultApi20;
import com.github.scribejava.core.model.DeviceAuthorization;
import com.github.scribejava.core.model.OAuth2AccessTokenErrorResponse;
import com.github.scribejava.core.oauth.OAuth20Service;

/**
 * Tests ScribeJava, which polls at once and, without a secret, omits the client ID.
 */
class ScribeTests extends AbstractClientTests {

	@Override
	Attempt start(SampleServer server) {
		return new InProcessAttempt((screen) -> login(server, screen));
	}

	private static Outcome login(SampleServer server, InProcessAttempt.Screen screen) throws Exception {
		try (OAuth20Service service = new ServiceBuilder("scribe").build(new Api(server))) {
			DeviceAuthorization started = service.getDeviceAuthorizationCodes();
			screen.show(new Invitation(started.getUserCode(), URI.create(started.getVerificationUri())));
			return Outcome.token(service.pollAccessTokenDeviceAuthorizationGrant(started).getAccessToken());
		}
		catch (OAuth2AccessTokenErrorResponse ex) {
			return Outcome.error(ex.getError().getErrorString());
		}
	}

	private static final class Api extends DefaultApi20 {

		private final SampleServer server;

		private Api(SampleServer server) {
			this.server = server;
		}

		@Override
		public String getDeviceAuthorizationEndpoint() {
			return this.server.uri("/clilogin/device").toString();
		}

		@Override
		public String getAccessTokenEndpoint() {
			return this.server.uri("/clilogin/token").toString();
		}

		@Override
		protected String getAuthorizationBaseUrl() {
			throw new UnsupportedOperationException();
		}

	}

}
