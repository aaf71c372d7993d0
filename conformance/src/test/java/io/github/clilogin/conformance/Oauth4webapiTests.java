package io.github.clilogin.conformance;

/**
 * Tests oauth4webapi, which leaves the poll loop to its caller.
 */
class Oauth4webapiTests extends AbstractNodeClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return node("oauth4webapi.js", server.uri("/clilogin/device").toString(),
				server.uri("/clilogin/token").toString());
	}

}
