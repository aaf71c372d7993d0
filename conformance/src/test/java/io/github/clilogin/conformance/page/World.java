package io.github.clilogin.conformance.page;

import java.util.HashMap;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import io.github.clilogin.conformance.SampleServer;

/**
 * One browser and one application for all tests of the page, which therefore run one
 * after the other: Playwright is not made for many threads.
 */
final class World implements AutoCloseable {

	/**
	 * The host has its own words in a language that is written from right to left, and a
	 * log that keeps quiet about what it fails at because it was told to.
	 */
	private static final Map<String, String> PROPERTIES = Map.of("spring.messages.basename", "rtl/messages",
			"clilogin.login.scopes", "read,write", "clilogin.login.flows", "confirm,code", "clilogin.api.paths",
			"/api/**,/clilogin/browser", "logging.level.io.github.clilogin.web", "error",
			"logging.level.org.springframework.security.config", "error");

	private final Playwright playwright;

	private final Browser browser;

	private final SampleServer server;

	private final Terminal terminal;

	private final Map<String, String> sessions = new HashMap<>();

	World() {
		this.playwright = Chromium.playwright();
		this.browser = Chromium.launch(this.playwright);
		this.server = SampleServer.start(PROPERTIES, HostConfiguration.class);
		this.terminal = new Terminal(this.server);
	}

	SampleServer server() {
		return this.server;
	}

	Terminal terminal() {
		return this.terminal;
	}

	/** Somebody who is not signed in. */
	Visitor stranger(Browser.NewContextOptions options) {
		return new Visitor(this.browser, this.server, options);
	}

	/** Somebody who has signed in some time ago. */
	Visitor user(String name, Browser.NewContextOptions options) {
		return stranger(options.setStorageState(this.sessions.computeIfAbsent(name, this::signIn)));
	}

	private String signIn(String name) {
		try (Visitor visitor = stranger(new Browser.NewContextOptions())) {
			return visitor.open("/").signIn(name).context().storageState();
		}
	}

	/** Lets what former tests did be long ago. */
	void moveOn() {
		HostConfiguration.storeFails = false;
		this.server.expireLogins();
	}

	@Override
	public void close() {
		this.server.close();
		this.browser.close();
		this.playwright.close();
	}

}
