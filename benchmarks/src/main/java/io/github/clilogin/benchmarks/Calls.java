package io.github.clilogin.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.clilogin.NumberedLogin;

/**
 * Creates the requests to the servers.
 */
final class Calls {

	static final String PENDING = "\"status\":\"pending\",\"interval\":5,";

	static final String WAITING = "authorization_pending";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=";

	private static final String LAST = "Connection: close";

	private static final String ANN = "Authorization: Basic YW5uOmRlbW8=";

	private Calls() {
	}

	/** Polls the status endpoint, which answers 200. */
	static Request poll(String path, String deviceCode, String expected, String... headers) {
		return Request.of(Request.post(path, JSON, "{\"deviceCode\":\"" + deviceCode + "\"}", headers), expected);
	}

	static Request status(long number, String expected, String... headers) {
		return status(new NumberedLogin(number).deviceCode(), expected, headers);
	}

	static Request status(String deviceCode, String expected, String... headers) {
		return poll("/clilogin/status", deviceCode, expected, headers);
	}

	/** Polls with or without the client id, which is optional. */
	static Request status(String deviceCode, boolean withClient) {
		String client = withClient ? ",\"clientId\":\"acme\"" : "";
		return Request.of(
				Request.post("/clilogin/status", JSON, "{\"deviceCode\":\"" + deviceCode + "\"" + client + "}"),
				"\"pending\"");
	}

	/** Polls the token endpoint, which answers 400. */
	static Request token(String path, String deviceCode, String client) {
		return Request.of(Request.post(path, FORM, GRANT + deviceCode + client), WAITING);
	}

	static Request start(String path, String form) {
		return Request.of(Request.post(path, FORM, form), "\"device_code\"");
	}

	static Request startAtBetterAuth() {
		return Request.of(Request.post("/api/auth/device/code", JSON, "{\"client_id\":\"acme\"}"), "\"device_code\"");
	}

	static Request pollAtBetterAuth(String deviceCode) {
		return Request.of(Request.post("/api/auth/device/token", JSON,
				"{\"grant_type\":\"urn:ietf:params:oauth:grant-type:device_code\",\"client_id\":\"acme\",\"device_code\":\""
						+ deviceCode + "\"}"),
				WAITING);
	}

	static Request confirm(String id) {
		return Request.of(Request.post("/clilogin/logins/" + id + "/confirm", JSON, "{}", ANN),
				"\"status\":\"confirmed\"");
	}

	/** Guesses a device code, on a connection of its own. */
	static Request guessDeviceCode(long number) {
		return Request.when(Request.post("/clilogin/status", JSON,
				"{\"deviceCode\":\"" + new NumberedLogin(number).deviceCode() + "\"}", LAST), Calls::isNothing);
	}

	/** Guesses a user code, each time as another user. */
	static Request guessUserCode(long number) {
		String user = Base64.getEncoder().encodeToString(("u" + number + ":demo").getBytes(StandardCharsets.US_ASCII));
		return Request.when(Request.get("/clilogin/logins?user_code=ZZZZZZZZ", "Authorization: Basic " + user, LAST),
				Calls::isNothing);
	}

	private static boolean isNothing(String answer) {
		return answer.startsWith("HTTP/1.1 4") || answer.contains("\"status\":\"unknown\"");
	}

	/** Confirms a login that may have been confirmed before. */
	static Request decide(String id) {
		return Request.when(Request.post("/clilogin/logins/" + id + "/confirm", JSON, "{}", ANN),
				(answer) -> !answer.startsWith("HTTP/1.1 5"));
	}

	static Request me(String token) {
		return Request.of(Request.get("/api/me", "Authorization: Bearer " + token), "\r\n\r\nann");
	}

}
