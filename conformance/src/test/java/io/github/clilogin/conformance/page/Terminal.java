package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.clilogin.conformance.SampleServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Simulates the CLI whose login a user decides.
 */
final class Terminal {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private final HttpClient http = HttpClient.newHttpClient();

	private final SampleServer server;

	Terminal(SampleServer server) {
		this.server = server;
	}

	/** Starts a login with the usual parameters. */
	Login start() {
		return start(Map.of("client_version", "1.4", "device_name", "Ann's laptop"));
	}

	/**
	 * Starts a login with these parameters; the client ID is {@code acme} unless given.
	 */
	Login start(Map<String, String> asked) {
		Map<String, String> form = new LinkedHashMap<>(asked);
		String clientId = asked.getOrDefault("client_id", "acme");
		form.put("client_id", clientId);
		HttpResponse<String> answer = post("/clilogin/device", form);
		if (answer.statusCode() != 200) {
			throw new AssertionError(answer + " " + answer.body());
		}
		JsonNode login = json(answer);
		return new Login(clientId, login.get("user_code").asString(), login.get("device_code").asString(),
				login.path("verification_uri_complete").asString(""));
	}

	/** Tries to start a login and returns the status of the response. */
	int tryToStart(Map<String, String> asked) {
		return post("/clilogin/device", asked).statusCode();
	}

	/** Polls a login. */
	JsonNode poll(Login login) {
		return json(post("/clilogin/token",
				Map.of("grant_type", GRANT_TYPE, "device_code", login.deviceCode(), "client_id", login.clientId())));
	}

	void cancel(Login login) {
		post("/clilogin/cancel", Map.of("device_code", login.deviceCode(), "client_id", login.clientId()));
	}

	/** Calls the API and returns the body, or the status if it is not 200. */
	String callApi(String token) {
		HttpResponse<String> answer = send(
				HttpRequest.newBuilder(this.server.uri(SampleServer.API)).header("Authorization", "Bearer " + token));
		return (answer.statusCode() == 200) ? answer.body() : String.valueOf(answer.statusCode());
	}

	private HttpResponse<String> post(String path, Map<String, String> form) {
		URI uri = this.server.uri(path);
		String body = form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return new JsonMapper().readTree(answer.body());
	}

	/**
	 * Contains a started login.
	 *
	 * @param clientId the client ID
	 * @param userCode the code to compare
	 * @param deviceCode the device code
	 * @param link the link to open; empty if the user has to type the code
	 */
	record Login(String clientId, String userCode, String deviceCode, String link) {

		@Override
		public String toString() {
			return "Login[" + this.userCode + "]";
		}

	}

}
