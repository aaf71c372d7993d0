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
public record TestCli(RawConnection wire, String clientId, RawResponse started) {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	/**
	 * Starts a login. The client ID is {@code acme} unless the parameters contain
	 * another.
	 */
	public static TestCli start(RawConnection wire, Map<String, String> parameters) {
		Map<String, String> all = new LinkedHashMap<>(parameters);
		all.putIfAbsent("client_id", "acme");
		RawResponse started = wire.form("/clilogin/device", all);
		if (started.status() != 200) {
			throw new AssertionError("No login was started: " + started);
		}
		return new TestCli(wire, all.getOrDefault("client_id", ""), started);
	}

	/** Returns the same CLI, connected to another instance of the host application. */
	public TestCli at(RawConnection other) {
		return new TestCli(other, this.clientId, this.started);
	}

	/** Returns the ID of the login, which the service derives from the device code. */
	public String id() {
		return DeviceCode.parse(deviceCode()).orElseThrow().id();
	}

	/** Returns the device code. */
	public String deviceCode() {
		return this.started.text("device_code");
	}

	/** Returns the code that the user compares or types. */
	public String userCode() {
		return this.started.text("user_code");
	}

	/**
	 * Returns the link that the user opens. It contains the user code, except in the flow
	 * CODE.
	 */
	public String link() {
		String complete = this.started.text("verification_uri_complete");
		return complete.isEmpty() ? this.started.text("verification_uri") : complete;
	}

	/** Returns the path and the query of the link. */
	public String path() {
		URI link = URI.create(link());
		return link.getRawPath() + "?" + link.getRawQuery();
	}

	/** Polls the token endpoint. */
	public RawResponse poll(String... headers) {
		return this.wire.form("/clilogin/token",
				Map.of("grant_type", GRANT_TYPE, "client_id", this.clientId, "device_code", deviceCode()), headers);
	}

	/** Polls the status endpoint with JSON. */
	public RawResponse status(String... headers) {
		return this.wire.json("/clilogin/status",
				"{\"clientId\":\"" + this.clientId + "\",\"deviceCode\":\"" + deviceCode() + "\"}", headers);
	}

	/** Polls the token endpoint and asks it to wait for the decision. */
	public CompletableFuture<RawResponse> waitingPoll() {
		return RawConnection.async(() -> poll("Prefer: wait=25"));
	}

	/** Collects the token of a confirmed login. */
	public String token() {
		RawResponse answer = poll();
		if (answer.status() != 200) {
			throw new AssertionError("No token was collected: " + answer);
		}
		return answer.text("access_token");
	}

	/** Cancels the login. */
	public RawResponse cancel() {
		return this.wire.form("/clilogin/cancel", Map.of("client_id", this.clientId, "device_code", deviceCode()));
	}

	/** Revokes a token. */
	public RawResponse revoke(String token) {
		return this.wire.form("/clilogin/revoke", Map.of("client_id", this.clientId, "token", token));
	}

	/** Calls the API of the host application with a token. */
	public RawResponse call(String path, String token) {
		return this.wire.get(path, bearer(token));
	}

	/** Returns the {@code Authorization} header with a token. */
	public static String bearer(String token) {
		return "Authorization: Bearer " + token;
	}

	@Override
	public String toString() {
		return "TestCli[" + userCode() + "]";
	}

}
