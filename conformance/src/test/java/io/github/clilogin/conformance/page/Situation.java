package io.github.clilogin.conformance.page;

import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import io.github.clilogin.conformance.page.Terminal.Login;

/**
 * Every page that a person can come to, and the way there.
 */
enum Situation {

	ENTER_CODE((world, ann) -> ann.open("/clilogin")),

	UNKNOWN_CODE((world, ann) -> ann.open("/clilogin").enter("BCDF-BCDF")),

	REVIEW((world, ann) -> review(world, ann)),

	REVIEW_OF_SCOPES((world, ann) -> ann.open(world.terminal().start(Map.of("scope", "read write")).link())),

	REVIEW_WITH_REASON((world, ann) -> {
		review(world, ann);
		ann.page().locator("summary").click();
	}),

	CONFIRMED((world, ann) -> confirmed(world, ann)),

	REJECTED((world, ann) -> {
		review(world, ann);
		ann.page().locator("summary").click();
		ann.page().fill("#reason", "That was not me");
		ann.page().click("details button");
	}),

	ALREADY_DECIDED((world, ann) -> {
		Login login = review(world, ann);
		try (Visitor ben = world.user("ben", new Browser.NewContextOptions())) {
			ben.open(login.link()).submit("confirm");
		}
		ann.submit("confirm");
	}),

	REFUSED((world, ann) -> ann.open(start(world, HostConfiguration.REFUSED).link()).submit("confirm")),

	DISCONNECTED((world, ann) -> {
		confirmed(world, ann);
		ann.submit("disconnect");
	}),

	EXPIRED((world, ann) -> {
		review(world, ann);
		world.server().expireLogins();
		ann.submit("confirm");
	}),

	NOT_COLLECTED((world, ann) -> {
		Login login = confirmed(world, ann);
		world.server().expireLogins();
		ann.open(login.link());
	}),

	CANCELLED((world, ann) -> {
		Login login = review(world, ann);
		world.terminal().cancel(login);
		ann.submit("confirm");
	}),

	RATE_LIMITED((world, ann) -> {
		for (int times = 0; times < 6; times++) {
			ann.open("/clilogin?user_code=BCDF-BCDF");
		}
	}),

	UNKNOWN_LOGIN((world, ann) -> {
		Login login = review(world, ann);
		world.server().forget(login.userCode());
		ann.submit("confirm");
	}),

	STILL_WAITING((world, ann) -> ann.open(start(world, HostConfiguration.BROKEN).link()).submit("confirm")),

	NOT_CERTAIN((world, ann) -> {
		review(world, ann);
		HostConfiguration.storeFails = true;
		ann.submit("confirm");
	}),

	STALE_FORM((world, ann) -> {
		review(world, ann);
		ann.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("clilogin"));
		ann.submit("confirm");
	}),

	COMMAND_LINE((world, ann) -> {
		Login login = confirmed(world, ann);
		String token = world.terminal().poll(login).path("access_token").asString("");
		ann.context().clearCookies();
		ann.context().setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + token));
		ann.open("/clilogin/browser");
	}),

	NOT_COVERED((world, ann) -> {
		ann.context().setExtraHTTPHeaders(Map.of(HostConfiguration.NOT_COVERED, "true"));
		ann.open("/clilogin");
	}),

	WRONG_METHOD((world, ann) -> ann.open("/clilogin/confirm"));

	private final Way way;

	Situation(Way way) {
		this.way = way;
	}

	/** Takes Ann there. */
	void reach(World world, Visitor ann) {
		this.way.go(world, ann);
	}

	/** The status that the page comes with. */
	int status() {
		return switch (this) {
			case UNKNOWN_CODE, UNKNOWN_LOGIN -> 404;
			case ALREADY_DECIDED -> 409;
			case EXPIRED, NOT_COLLECTED, CANCELLED -> 410;
			case RATE_LIMITED -> 429;
			case REFUSED, STALE_FORM, COMMAND_LINE, NOT_COVERED -> 403;
			case STILL_WAITING, NOT_CERTAIN -> 503;
			case WRONG_METHOD -> 405;
			default -> 200;
		};
	}

	private static Login start(World world, String clientId) {
		return world.terminal().start(Map.of("client_id", clientId));
	}

	private static Login review(World world, Visitor ann) {
		Login login = world.terminal().start();
		ann.open(login.link());
		return login;
	}

	private static Login confirmed(World world, Visitor ann) {
		Login login = review(world, ann);
		ann.submit("confirm");
		return login;
	}

	/**
	 * How to get there.
	 */
	@FunctionalInterface
	private interface Way {

		void go(World world, Visitor ann);

	}

}
