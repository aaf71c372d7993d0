package io.github.clilogin.conformance.page;

import java.util.HashMap;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import io.github.clilogin.conformance.SampleServer;

/**
 * Provides one browser and one application for all page tests. The tests run one after
 * another, since Playwright is not thread-safe.
 */
final class PageEnvironment implements AutoCloseable {

	/**
	 * Configures a right-to-left language and suppresses the log of failures that the
	 * tests cause.
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

	PageEnvironment() {
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

	/** Returns a browser without a session. */
	Visitor stranger(Browser.NewContextOptions options) {
		return new Visitor(this.browser, this.server, options);
	}

	/** Returns a browser in which the user has signed in. */
	Visitor user(String name, Browser.NewContextOptions options) {
		return stranger(options.setStorageState(this.sessions.computeIfAbsent(name, this::signIn)));
	}

	private String signIn(String name) {
		try (Visitor visitor = stranger(new Browser.NewContextOptions())) {
			return visitor.open("/").signIn(name).context().storageState();
		}
	}

	/** Expires the logins of earlier tests. */
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
