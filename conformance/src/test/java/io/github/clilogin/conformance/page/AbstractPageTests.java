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
 * A test with people at browsers, whom no page of ours may give a reason to complain.
 */
@ExtendWith(WorldExtension.class)
@ResourceLock("browser")
@Timeout(120)
abstract class AbstractPageTests {

	private final List<Visitor> visitors = new ArrayList<>();

	private @Nullable World world;

	@BeforeEach
	void enter(World world) {
		this.world = world;
		world.moveOn();
	}

	@AfterEach
	void leave() {
		this.visitors.forEach(Visitor::close);
		assertThat(this.visitors).allSatisfy((visitor) -> assertThat(visitor.complaints()).isEmpty());
	}

	final World world() {
		if (this.world == null) {
			throw new IllegalStateException("Not in a test");
		}
		return this.world;
	}

	final Terminal terminal() {
		return world().terminal();
	}

	/** A fresh browser of somebody who has not signed in. */
	final Visitor stranger(Browser.NewContextOptions options) {
		return present(world().stranger(options));
	}

	final Visitor stranger() {
		return stranger(new Browser.NewContextOptions());
	}

	/** A fresh browser of somebody who has signed in. */
	final Visitor user(String name, Browser.NewContextOptions options) {
		return present(world().user(name, options));
	}

	final Visitor ann() {
		return user("ann", new Browser.NewContextOptions());
	}

	/** Ann with the review before her. */
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

	/** A login of another program. */
	final Login start(String clientId) {
		return terminal().start(Map.of("client_id", clientId));
	}

	final void assertThatItWaits(Login login) {
		assertThat(error(login)).isIn("authorization_pending", "slow_down");
	}

	final String error(Login login) {
		return terminal().poll(login).path("error").asString("");
	}

	/** Returns the token that the terminal gets. */
	final String collect(Login login) {
		return terminal().poll(login).path("access_token").asString("");
	}

}
