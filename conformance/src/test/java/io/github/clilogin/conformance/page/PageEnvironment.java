package io.github.clilogin.conformance.page;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.conformance.SampleServer;
import io.github.clilogin.testsupport.TestCli;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Provides one browser and one application for all page tests. The tests run one after
 * another, since Playwright is not thread-safe.
 */
final class PageEnvironment implements AutoCloseable {

	/**
	 * Configures a right-to-left language, lets a browser choose its address, and
	 * suppresses the log of failures that the tests cause.
	 */
	private static final Map<String, String> PROPERTIES = Map.of("spring.messages.basename", "rtl/messages",
			"server.forward-headers-strategy", "native", "clilogin.login.scopes", "read,write", "clilogin.login.flows",
			"confirm,code", "clilogin.api.paths", "/api/**,/clilogin/browser", "logging.level.io.github.clilogin.web",
			"error", "logging.level.io.github.clilogin.ChoiceOffers", "error",
			"logging.level.org.springframework.security.config", "error");

	private final Playwright playwright;

	private final Browser browser;

	private final SampleServer server;

	private final Map<String, String> sessions = new HashMap<>();

	PageEnvironment() {
		this.playwright = Chromium.playwright();
		this.browser = Chromium.launch(this.playwright);
		this.server = SampleServer.start(PROPERTIES, HostConfiguration.class);
	}

	SampleServer server() {
		return this.server;
	}

	/** Starts a login with the usual parameters. */
	TestCli start() {
		return start(Map.of("client_version", "1.4", "device_name", "Ann's laptop"));
	}

	/** Starts a login with these parameters. */
	TestCli start(Map<String, String> parameters) {
		return this.server.host().cli(parameters);
	}

	/**
	 * Starts a login that demands a return code.
	 * @param address the address of the CLI
	 * @param port the port on which the CLI listens, or {@code null}
	 * @param methods the methods, the best first
	 */
	CliLogin start(String address, @Nullable Integer port, ReturnCode.Method... methods) {
		return this.server.host()
			.logins()
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
				.clientId("acme")
				.deviceName("Ann's laptop")
				.remoteAddress(address)
				.returnMethods(List.of(methods))
				.returnPort(port)
				.build())
			.login();
	}

	/**
	 * Returns a browser without a session at an application with an untrusted
	 * certificate.
	 */
	Visitor visitorOf(URI other) {
		return new Visitor(this.browser, other, new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
	}

	/** Returns a browser without a session at another application. */
	Visitor visitorOf(SampleServer other) {
		return new Visitor(this.browser, other, new Browser.NewContextOptions());
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

	/** Locks or unlocks the account of a user. */
	void lock(String name, boolean locked) {
		InMemoryUserDetailsManager users = this.server.host().bean(InMemoryUserDetailsManager.class);
		users.updateUser(User.withUserDetails(users.loadUserByUsername(name)).accountLocked(locked).build());
	}

	/** Expires the logins of earlier tests. */
	void moveOn() {
		this.server.host().store().fail(false);
		this.server.expireLogins();
	}

	@Override
	public void close() {
		this.server.close();
		this.browser.close();
		this.playwright.close();
	}

}
