package io.github.clilogin.conformance;

/**
 * Tests openid-client, which checks the presence and the type of every member.
 */
class OpenidClientTests extends AbstractNodeClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return node("openid-client.js", server.uri("/clilogin/device").toString(),
				server.uri("/clilogin/token").toString());
	}

}
