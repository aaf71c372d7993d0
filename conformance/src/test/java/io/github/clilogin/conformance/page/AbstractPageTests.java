package io.github.clilogin.conformance.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import io.github.clilogin.conformance.SampleServer;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
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
	final Visitor review(TestCli login) {
		Visitor ann = ann().open(login.link());
		assertThat(ann.text()).contains(login.userCode());
		return ann;
	}

	private Visitor present(Visitor visitor) {
		this.visitors.add(visitor);
		return visitor;
	}

	final TestCli start() {
		return environment().start();
	}

	/** Starts a login of another CLI. */
	final TestCli start(String clientId) {
		return start(Map.of("client_id", clientId));
	}

	/** Starts a login with these parameters. */
	final TestCli start(Map<String, String> parameters) {
		return environment().start(parameters);
	}

	/** Calls the API and returns the body, or the status if it is not 200. */
	final String callApi(String token) {
		RawResponse answer = environment().server().host().wire().get(SampleServer.API, TestCli.bearer(token));
		return (answer.status() == 200) ? answer.body() : String.valueOf(answer.status());
	}

	final void assertThatItWaits(TestCli login) {
		assertThat(error(login)).isIn("authorization_pending", "slow_down");
	}

	final String error(TestCli login) {
		return login.poll().text("error");
	}

	/** Collects the token of a login. */
	final String collect(TestCli login) {
		return login.poll().text("access_token");
	}

}
