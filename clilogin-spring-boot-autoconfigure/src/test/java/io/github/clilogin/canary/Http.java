package io.github.clilogin.canary;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

/**
 * Sends requests to a host as a CLI and as a browser, and records all responses except
 * those that hand a secret over.
 */
final class Http {

	private final Map<String, String> answers = new LinkedHashMap<>();

	private final TestBrowser browser;

	Http(HostApplication host, String userAgent) {
		this.browser = host.browser("User-Agent: " + userAgent);
	}

	/** Returns the responses by request. */
	Map<String, String> answers() {
		return this.answers;
	}

	/** An answer that must hold no secret. */
	View get(String path, String... headers) {
		return keep(path, this.browser.get(path, headers));
	}

	/** A page that hands a secret over. */
	View secretPage(String path) {
		return this.browser.get(path);
	}

	/** An answer that must hold no secret. */
	void post(String path, String type, String body, String... headers) {
		keep(path + " " + type, this.browser.post(path, type, body, headers));
	}

	/** Returns the header that the host demands of a signed-in user. */
	String csrf() {
		return "X-CSRF-TOKEN: " + this.browser.csrf();
	}

	/** An answer that hands a secret over. */
	JsonNode secret(String path, String type, String body, String... headers) {
		View answer = this.browser.post(path, type, body, headers);
		if (answer.status() != 200) {
			throw new AssertionError(path + " answered " + answer.status() + ": " + answer.html());
		}
		return answer.json();
	}

	/** Submits a form on a page that the user has opened, with fields filled in. */
	void submit(String page, String action, Map<String, String> typed) {
		keep(action, get(page).submit(action, typed));
	}

	private View keep(String what, View answer) {
		this.answers.put(this.answers.size() + " " + what,
				answer.status() + " " + answer.response().headers().map() + "\n" + answer.html());
		return answer;
	}

}
