package io.github.clilogin.conformance.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import io.github.clilogin.conformance.page.Terminal.Login;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the pages in a browser. A test fails if a page breaks a security policy, runs a
 * failing script or leaves the server.
 */
@ExtendWith(PageEnvironmentExtension.class)
@ResourceLock("browser")
@Timeout(120)
abstract class AbstractPageTests {

	private final List<Visitor> visitors = new ArrayList<>();

	private @Nullable PageEnvironment environment;

	@BeforeEach
	void enter(PageEnvironment environment) {
		this.environment = environment;
		environment.moveOn();
	}

	@AfterEach
	void leave() {
		this.visitors.forEach(Visitor::close);
		assertThat(this.visitors).allSatisfy((visitor) -> assertThat(visitor.complaints()).isEmpty());
	}

	final PageEnvironment environment() {
		if (this.environment == null) {
			throw new IllegalStateException("Not in a test");
		}
		return this.environment;
	}

	final Terminal terminal() {
		return environment().terminal();
	}

	/** Returns a new browser without a session. */
	final Visitor stranger(Browser.NewContextOptions options) {
		return present(environment().stranger(options));
	}

	final Visitor stranger() {
		return stranger(new Browser.NewContextOptions());
	}

	/** Returns a new browser in which the user has signed in. */
	final Visitor user(String name, Browser.NewContextOptions options) {
		return present(environment().user(name, options));
	}

	final Visitor ann() {
		return user("ann", new Browser.NewContextOptions());
	}

	/** Opens the confirmation page of a login as Ann. */
	final Visitor review(Login login) {
		Visitor ann = ann().open(login.link());
		assertThat(ann.text()).contains(login.userCode());
		return ann;
	}

	private Visitor present(Visitor visitor) {
		this.visitors.add(visitor);
		return visitor;
	}

	final Login start() {
		return terminal().start();
	}

	/** Starts a login of another CLI. */
	final Login start(String clientId) {
		return terminal().start(Map.of("client_id", clientId));
	}

	final void assertThatItWaits(Login login) {
		assertThat(error(login)).isIn("authorization_pending", "slow_down");
	}

	final String error(Login login) {
		return terminal().poll(login).path("error").asString("");
	}

	/** Collects the token of a login. */
	final String collect(Login login) {
		return terminal().poll(login).path("access_token").asString("");
	}

}
