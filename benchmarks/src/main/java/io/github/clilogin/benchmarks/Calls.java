package io.github.clilogin.benchmarks;

import io.github.clilogin.NumberedLogin;

/**
 * What is asked of the servers.
 */
final class Calls {

	static final String PENDING = "\"status\":\"pending\",\"interval\":5,";

	static final String WAITING = "authorization_pending";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=";

	private static final String ANN = "Authorization: Basic YW5uOmRlbW8=";

	private Calls() {
	}

	/** A poll that is answered by 200. */
	static Request status(String path, String deviceCode, String expected, String... headers) {
		return Request.of(Request.post(path, JSON, "{\"deviceCode\":\"" + deviceCode + "\"}", headers), expected);
	}

	static Request status(long number, String expected, String... headers) {
		return status("/clilogin/status", new NumberedLogin(number).deviceCode(), expected, headers);
	}

	/** A poll that is answered by 400. */
	static Request token(String path, String deviceCode, String client) {
		return Request.of(Request.post(path, FORM, GRANT + deviceCode + client), WAITING);
	}

	static Request start(String path, String form) {
		return Request.of(Request.post(path, FORM, form), "\"device_code\"");
	}

	static Request confirm(String id) {
		return Request.of(Request.post("/clilogin/logins/" + id + "/confirm", JSON, "{}", ANN),
				"\"status\":\"confirmed\"");
	}

	static Request me(String token) {
		return Request.of(Request.get("/api/me", "Authorization: Bearer " + token), "\r\n\r\nann");
	}

}
