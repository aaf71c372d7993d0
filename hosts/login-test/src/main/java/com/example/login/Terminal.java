package com.example.login;

import java.util.Map;

/**
 * A CLI that logs in and calls the API.
 */
public final class Terminal {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private final Http http = Http.plain();

	private final String server;

	/**
	 * Creates a CLI.
	 * @param server the address of the application
	 */
	public Terminal(String server) {
		this.server = server;
	}

	/**
	 * {@return the response to the start of a login}
	 */
	public Answer start() {
		return this.http.post(this.server + "/clilogin/device", Map.of("client_id", "acme"));
	}

	/**
	 * {@return the response to a poll}
	 * @param login the response to the start
	 */
	public Answer poll(Answer login) {
		return this.http.post(this.server + "/clilogin/token",
				Map.of("grant_type", GRANT_TYPE, "client_id", "acme", "device_code", login.field("device_code")));
	}

	/**
	 * Performs a whole login.
	 * @param browser the browser that opens the link
	 * @param user the user who signs in, unless the browser is signed in
	 * @return the token
	 */
	public String login(Browser browser, String user) {
		Answer login = start();
		browser.confirm(login.field("verification_uri_complete"), user);
		return poll(login).field("access_token");
	}

	/**
	 * {@return the response to the end of a login}
	 * @param token the token
	 */
	public Answer revoke(String token) {
		return this.http.post(this.server + "/clilogin/revoke", Map.of("client_id", "acme", "token", token));
	}

	/**
	 * {@return the response of the API}
	 * @param path the path
	 * @param token the token
	 */
	public Answer get(String path, String token) {
		return this.http.get(this.server + path, "Authorization", "Bearer " + token);
	}

	/**
	 * {@return the response to a request with any headers}
	 * @param path the path
	 * @param headers names and values
	 */
	public Answer getWith(String path, String... headers) {
		return this.http.get(this.server + path, headers);
	}

	/**
	 * {@return the response to a JSON object}
	 * @param path the path
	 * @param token the token
	 * @param json the JSON object
	 */
	public Answer post(String path, String token, String json) {
		return this.http.postJson(this.server + path, json, "Authorization", "Bearer " + token);
	}

}
