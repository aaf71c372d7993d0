package io.github.clilogin.conformance;

/**
 * oauth4webapi, whose callers write the loop themselves.
 */
class Oauth4webapiTests extends AbstractNodeClientTests {

	@Override
	Attempt start(SampleServer server) throws Exception {
		return node("oauth4webapi.js", server.uri("/clilogin/device").toString(),
				server.uri("/clilogin/token").toString());
	}

}
