package io.github.clilogin.autoconfigure.security;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.HostApplication;

/**
 * A user at a browser, who signs in as ann when the host asks for it.
 *
 * @param browser the browser
 */
record Person(TestBrowser browser) {

	/** Uses an IP address, because a provider accepts any port of a loopback address. */
	static Person at(HostApplication host, String... headers) {
		String[] all = Stream.concat(Stream.of(TestBrowser.HTML), Stream.of(headers)).toArray(String[]::new);
		return new Person(new TestBrowser(URI.create("http://127.0.0.1:" + host.port()), all));
	}

	/** Opens a link and signs in if the host asks for it. */
	View open(String path) {
		return signIn(this.browser.get(path).follow());
	}

	/** Answers the sign-in pages of a host. */
	View signIn(View asked) {
		View view = asked;
		// A password, a mail, and what came by it
		for (int step = 0; step < 3; step++) {
			view = next(view);
		}
		return view;
	}

	private static View next(View view) {
		if (view.has("form[action=/login/ott]")) {
			String token = view.url().getQuery().substring("token=".length());
			return view.submit("/login/ott", Map.of("token", token)).follow();
		}
		if (view.asksForPassword()) {
			return view.signIn("ann");
		}
		return view.has("form[action=/ott/generate]") ? view.submit("/ott/generate", Map.of("username", "ann")).follow()
				: view;
	}

}
