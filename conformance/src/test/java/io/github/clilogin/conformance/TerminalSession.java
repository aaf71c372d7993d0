package io.github.clilogin.conformance;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a login through every outcome with curl.
 */
final class TerminalSession {

	private static final String NEVER_ISSUED = "A".repeat(43);

	private final SampleUser ann = SampleUser.ann();

	private final SampleServer server;

	private final CurlBody body;

	private final Transcript transcript;

	TerminalSession(SampleServer server, CurlBody body) {
		this.server = server;
		this.body = body;
		this.transcript = new Transcript(server.uri());
	}

	Transcript play() throws IOException, InterruptedException {
		this.server.stopTime();
		confirmed();
		rejected();
		expired();
		unknown();
		polledNatively();
		cancelled();
		return this.transcript;
	}

	private void confirmed() throws IOException, InterruptedException {
		Login login = start("Start a login", "BCDF-GHJK");
		poll("Poll: the login is pending", login.deviceCode());
		this.ann.confirm(login.invitation());
		String token = token(poll("Ann has confirmed in the browser: poll again", login.deviceCode()));
		callApi("Call the API with the token", token);
		post("Log out", "/clilogin/revoke", "token", token);
		callApi("The token is revoked", token);
	}

	private void rejected() throws IOException, InterruptedException {
		Login login = start("Start another login", "LMNP-QRST");
		this.ann.reject(login.invitation());
		poll("Ann has rejected it: poll", login.deviceCode());
	}

	private void expired() throws IOException, InterruptedException {
		Login login = start("Start a login that expires", "VWXZ-BCDF");
		this.server.expireLogins();
		poll("Poll ten minutes later", login.deviceCode());
	}

	private void unknown() throws IOException, InterruptedException {
		poll("Poll with a device code that was never issued", NEVER_ISSUED);
	}

	private void polledNatively() throws IOException, InterruptedException {
		Login login = start("Start a login for native polling, which answers 200 in every state", "GHJK-LMNP");
		askStatus("The login is pending", login.deviceCode());
		this.ann.confirm(login.invitation());
		token(askStatus("Ann has confirmed", login.deviceCode()));
		askStatus("Poll with a device code that was never issued", NEVER_ISSUED);
	}

	private void cancelled() throws IOException, InterruptedException {
		Login login = start("Start a login to cancel it", "QRST-VWXZ");
		post("Cancel the login", "/clilogin/cancel", "client_id", "acme", "device_code", login.deviceCode());
		poll("Poll the cancelled login", login.deviceCode());
	}

	private Login start(String comment, String shownUserCode) throws IOException, InterruptedException {
		JsonText answer = new JsonText(post(comment, "/clilogin/device", "client_id", "acme", "device_name", "laptop"));
		Login login = new Login(answer.get("device_code", "deviceCode"), new Invitation(
				answer.get("user_code", "userCode"), URI.create(answer.get("verification_uri", "verificationUri"))));
		this.transcript.show(login.deviceCode(), "<device code>");
		this.transcript.show(login.invitation().userCode(), shownUserCode);
		return login;
	}

	private String poll(String comment, String deviceCode) throws IOException, InterruptedException {
		return post(comment, "/clilogin/token", "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
				"client_id", "acme", "device_code", deviceCode);
	}

	private String askStatus(String comment, String deviceCode) throws IOException, InterruptedException {
		return post(comment, "/clilogin/status", "client_id", "acme", "device_code", deviceCode);
	}

	private String token(String answer) {
		String token = new JsonText(answer).get("access_token", "accessToken");
		this.transcript.show(token, "<token>");
		return token;
	}

	private void callApi(String comment, String token) throws IOException, InterruptedException {
		this.transcript.comment(comment);
		this.transcript
			.curl(List.of("-H", "Authorization: Bearer " + token, this.server.uri(SampleServer.API).toString()));
	}

	private String post(String comment, String path, String... namesAndValues)
			throws IOException, InterruptedException {
		this.transcript.comment(comment);
		List<String> arguments = new ArrayList<>(this.body.arguments(namesAndValues));
		arguments.add(this.server.uri(path).toString());
		return this.transcript.curl(arguments);
	}

	private record Login(String deviceCode, Invitation invitation) {
	}

}
