package io.github.clilogin.sampleapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command line that speaks RFC 8628 to one instance of the application, or to several.
 */
final class Terminal {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private final HttpClient client = HttpClient.newHttpClient();

	/** Asks for a login. */
	JsonNode start(String server) {
		return post(server + "/clilogin/device", Map.of("client_id", "acme"));
	}

	/** Asks for a login in the flow BROWSER, for which it made the device code itself. */
	JsonNode start(String server, String codeChallenge) {
		return post(server + "/clilogin/device", Map.of("client_id", "acme", "code_challenge", codeChallenge));
	}

	/** Asks how the login stands. */
	JsonNode poll(String server, JsonNode login) {
		return poll(server, login.get("device_code").asString());
	}

	/** Asks how the login with a device code stands. */
	JsonNode poll(String server, String deviceCode) {
		return post(server + "/clilogin/token",
				Map.of("grant_type", GRANT_TYPE, "device_code", deviceCode, "client_id", "acme"));
	}

	/** Asks how the login stands, and waits for the decision. */
	CompletableFuture<JsonNode> pollWaiting(String server, JsonNode login) {
		Map<String, String> form = Map.of("grant_type", GRANT_TYPE, "device_code", login.get("device_code").asString(),
				"client_id", "acme");
		HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/clilogin/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Prefer", "wait=20")
			.POST(BodyPublishers.ofString(Browser.encode(form)))
			.build();
		return this.client.sendAsync(request, BodyHandlers.ofString())
			.thenApply((response) -> new JsonMapper().readTree(response.body()));
	}

	/** Ends the token. */
	void logout(String server, String token) {
		post(server + "/clilogin/revoke", Map.of("token", token, "client_id", "acme"));
	}

	/** Calls the API. */
	HttpResponse<String> whoami(String server, String token) {
		return get(server + "/api/me", token);
	}

	/** Gets something with a token. */
	HttpResponse<String> get(String url, String token) {
		return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token));
	}

	private JsonNode post(String url, Map<String, String> form) {
		HttpResponse<String> response = post(url, "application/x-www-form-urlencoded", Browser.encode(form));
		return new JsonMapper().readTree(response.body().isEmpty() ? "{}" : response.body());
	}

	/** Sends what it is told to. */
	HttpResponse<String> post(String url, String contentType, String body) {
		return send(HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
