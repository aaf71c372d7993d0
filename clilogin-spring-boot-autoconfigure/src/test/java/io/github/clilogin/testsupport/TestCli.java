package io.github.clilogin.testsupport;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.clilogin.DeviceCode;

/**
 * Acts as a CLI that logs in once, as RFC 8628 defines it.
 *
 * @param wire the connection to an instance of the host application
 * @param clientId the client ID
 * @param started the response that started the login
 */
public record TestCli(Wire wire, String clientId, RawAnswer started) {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	/**
	 * Starts a login.
	 * @param wire the connection to an instance of the host application
	 * @param parameters the parameters of the request; the client ID is {@code acme}
	 * unless given
	 * @return the CLI
	 */
	public static TestCli start(Wire wire, Map<String, String> parameters) {
		Map<String, String> all = new LinkedHashMap<>(parameters);
		all.putIfAbsent("client_id", "acme");
		RawAnswer started = wire.form("/clilogin/device", all);
		if (started.status() != 200) {
			throw new AssertionError("No login was started: " + started);
		}
		return new TestCli(wire, all.getOrDefault("client_id", ""), started);
	}

	/**
	 * Returns the same login at another instance of the host application.
	 * @param other the connection to the other instance
	 * @return the CLI
	 */
	public TestCli at(Wire other) {
		return new TestCli(other, this.clientId, this.started);
	}

	/**
	 * Returns the ID of the login.
	 * @return the ID, which the service derives from the device code
	 */
	public String id() {
		return DeviceCode.parse(deviceCode()).orElseThrow().id();
	}

	/**
	 * Returns the device code.
	 * @return the device code
	 */
	public String deviceCode() {
		return this.started.text("device_code");
	}

	/**
	 * Returns the code that the user compares or types.
	 * @return the user code
	 */
	public String userCode() {
		return this.started.text("user_code");
	}

	/**
	 * Returns the link that the user opens.
	 * @return the verification URI with the user code, or without it in the flow CODE
	 */
	public String link() {
		String complete = this.started.text("verification_uri_complete");
		return complete.isEmpty() ? this.started.text("verification_uri") : complete;
	}

	/**
	 * Returns the link without the address of the host application.
	 * @return the path and the query
	 */
	public String path() {
		URI link = URI.create(link());
		return link.getRawPath() + "?" + link.getRawQuery();
	}

	/**
	 * Polls the token endpoint.
	 * @param headers headers of the request
	 * @return the response
	 */
	public RawAnswer poll(String... headers) {
		return this.wire.form("/clilogin/token",
				Map.of("grant_type", GRANT_TYPE, "client_id", this.clientId, "device_code", deviceCode()), headers);
	}

	/**
	 * Polls the status endpoint with JSON.
	 * @param headers headers of the request
	 * @return the response
	 */
	public RawAnswer status(String... headers) {
		return this.wire.json("/clilogin/status",
				"{\"clientId\":\"" + this.clientId + "\",\"deviceCode\":\"" + deviceCode() + "\"}", headers);
	}

	/**
	 * Polls the token endpoint and asks it to wait for the decision.
	 * @return the response, when it arrives
	 */
	public CompletableFuture<RawAnswer> waitingPoll() {
		return Wire.async(() -> poll("Prefer: wait=25"));
	}

	/**
	 * Collects the token of a confirmed login.
	 * @return the token
	 */
	public String token() {
		RawAnswer answer = poll();
		if (answer.status() != 200) {
			throw new AssertionError("No token was collected: " + answer);
		}
		return answer.text("access_token");
	}

	/**
	 * Cancels the login.
	 * @return the response
	 */
	public RawAnswer cancel() {
		return this.wire.form("/clilogin/cancel", Map.of("client_id", this.clientId, "device_code", deviceCode()));
	}

	/**
	 * Revokes a token.
	 * @param token the token
	 * @return the response
	 */
	public RawAnswer revoke(String token) {
		return this.wire.form("/clilogin/revoke", Map.of("client_id", this.clientId, "token", token));
	}

	/**
	 * Calls the API of the host application.
	 * @param path the path
	 * @param token the token
	 * @return the response
	 */
	public RawAnswer call(String path, String token) {
		return this.wire.get(path, bearer(token));
	}

	/**
	 * Returns the header that carries a token.
	 * @param token the token
	 * @return the {@code Authorization} header
	 */
	public static String bearer(String token) {
		return "Authorization: Bearer " + token;
	}

	@Override
	public String toString() {
		return "TestCli[" + userCode() + "]";
	}

}
