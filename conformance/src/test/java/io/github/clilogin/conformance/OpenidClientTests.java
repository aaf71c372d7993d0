package io.github.clilogin.conformance;

/**
 * openid-client, the strictest: it checks every member and its type.
 */
class OpenidClientTests extends AbstractNodeClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return node("openid-client.js", server.uri("/clilogin/device").toString(),
				server.uri("/clilogin/token").toString());
	}

}
