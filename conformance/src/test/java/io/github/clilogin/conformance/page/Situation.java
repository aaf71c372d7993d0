package io.github.clilogin.conformance.page;

import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route.FulfillOptions;
import io.github.clilogin.CliLogin;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.testsupport.TestCli;

/**
 * Lists every page that a user can reach, and the steps to it.
 */
enum Situation {

	ENTER_CODE((environment, ann) -> ann.open("/clilogin")),

	UNKNOWN_CODE((environment, ann) -> ann.open("/clilogin").enter("BCDF-BCDF")),

	REVIEW((environment, ann) -> review(environment, ann)),

	REVIEW_OF_ANOTHER_NETWORK((environment, ann) -> {
		ann.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "198.51.100.4"));
		review(environment, ann);
	}),

	OTHER_NETWORK((environment, ann) -> {
		ann.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "198.51.100.4"));
		review(environment, ann);
		ann.submit("compare-networks");
	}),

	REVIEW_OF_SCOPES((environment, ann) -> ann.open(environment.start(Map.of("scope", "read write")).link())),

	REVIEW_WITH_CHOICES((environment, ann) -> ann.open(start(environment, HostConfiguration.CHOOSY).link())),

	CHOICE_REQUIRED((environment, ann) -> {
		ann.open(start(environment, HostConfiguration.CHOOSY).link());
		ann.page().evaluate("document.querySelector('select').required = false");
		ann.submit("confirm");
	}),

	CHOICES_UNAVAILABLE((environment, ann) -> ann.open(start(environment, HostConfiguration.WITHOUT_CHOICES).link())),

	REVIEW_WITH_REASON((environment, ann) -> {
		review(environment, ann);
		ann.page().locator("summary").click();
	}),

	CONFIRMED((environment, ann) -> confirmed(environment, ann)),

	RETURN_LOOPBACK((environment, ann) -> {
		String cli = "http://127.0.0.1:50123/**";
		ann.context().route(cli, (route) -> route.fulfill(new FulfillOptions().setStatus(204)));
		String link = link(environment.start("127.0.0.1", 50_123, Method.LOOPBACK, Method.CODE));
		ann.open(link).page().waitForResponse(cli, () -> ann.submit("confirm"));
		ann.open(link);
	}),

	RETURN_CODE(
			(environment, ann) -> ann.open(link(environment.start("127.0.0.1", null, Method.CODE))).submit("confirm")),

	RETURN_QUESTION((environment, ann) -> ann.open(link(environment.start("198.51.100.4", null, Method.CODE)))
		.submit("confirm")),

	RETURN_ELSEWHERE((environment, ann) -> {
		CliLogin login = environment.start("127.0.0.1", null, Method.CODE);
		ann.open(link(login)).submit("confirm");
		ann.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("clilogin"));
		ann.open(link(login));
	}),

	FINISHED((environment, ann) -> ann.open("/clilogin/finished")),

	REJECTED((environment, ann) -> {
		review(environment, ann);
		ann.page().locator("summary").click();
		ann.page().fill("#reason", "That was not me");
		ann.page().click("details button");
	}),

	ALREADY_DECIDED((environment, ann) -> {
		TestCli login = review(environment, ann);
		try (Visitor ben = environment.user("ben", new Browser.NewContextOptions())) {
			ben.open(login.link()).submit("confirm");
		}
		ann.submit("confirm");
	}),

	REFUSED((environment, ann) -> ann.open(start(environment, HostConfiguration.REFUSED).link()).submit("confirm")),

	ACCOUNT_UNAVAILABLE((environment, ann) -> {
		review(environment, ann);
		environment.lock("ann", true);
		try {
			ann.submit("confirm");
			ann.page().waitForURL("**/confirm");
		}
		finally {
			environment.lock("ann", false);
		}
	}),

	IMPERSONATED((environment, ann) -> {
		// Other tests share the session
		ann.context().clearCookies();
		ann.open("/").signIn("ann").open(HostConfiguration.ACT_AS + "?username=ben").open(environment.start().link());
	}),

	DISCONNECTED((environment, ann) -> {
		confirmed(environment, ann);
		ann.submit("disconnect");
	}),

	EXPIRED((environment, ann) -> {
		review(environment, ann);
		environment.server().expireLogins();
		ann.submit("confirm");
	}),

	NOT_COLLECTED((environment, ann) -> {
		TestCli login = confirmed(environment, ann);
		environment.server().expireLogins();
		ann.open(login.link());
	}),

	CANCELLED((environment, ann) -> {
		TestCli login = review(environment, ann);
		login.cancel();
		ann.submit("confirm");
	}),

	RATE_LIMITED((environment, ann) -> {
		for (char last : "BCDFGH".toCharArray()) {
			ann.open("/clilogin?user_code=BCDF-BCD" + last);
		}
	}),

	UNKNOWN_LOGIN((environment, ann) -> {
		TestCli login = review(environment, ann);
		environment.server().forget(login.userCode());
		ann.submit("confirm");
	}),

	START_AGAIN((environment, ann) -> ann.open("/clilogin/browser")),

	STILL_WAITING(
			(environment, ann) -> ann.open(start(environment, HostConfiguration.BROKEN).link()).submit("confirm")),

	NOT_CERTAIN((environment, ann) -> {
		review(environment, ann);
		environment.server().host().store().fail(true);
		ann.submit("confirm");
	}),

	STALE_FORM((environment, ann) -> {
		review(environment, ann);
		ann.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("clilogin"));
		ann.submit("confirm");
	}),

	COMMAND_LINE((environment, ann) -> {
		TestCli login = confirmed(environment, ann);
		String token = login.poll().text("access_token");
		ann.context().clearCookies();
		ann.context().setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + token));
		ann.open("/clilogin/browser");
	}),

	UNKNOWN_TENANT((environment, ann) -> {
		ann.context().setExtraHTTPHeaders(Map.of(HostConfiguration.UNKNOWN_TENANT, "true"));
		ann.open("/clilogin");
	}),

	NOT_COVERED((environment, ann) -> {
		ann.context().setExtraHTTPHeaders(Map.of(HostConfiguration.NOT_COVERED, "true"));
		ann.open("/clilogin");
	}),

	WRONG_METHOD((environment, ann) -> ann.open("/clilogin/confirm"));

	private final Route route;

	Situation(Route route) {
		this.route = route;
	}

	/** Takes Ann to the page. */
	void reach(PageEnvironment environment, Visitor ann) {
		this.route.go(environment, ann);
	}

	/** Returns the status of the page. */
	int status() {
		return switch (this) {
			case UNKNOWN_CODE, UNKNOWN_LOGIN, START_AGAIN -> 404;
			case ALREADY_DECIDED -> 409;
			case EXPIRED, NOT_COLLECTED, CANCELLED -> 410;
			case CHOICE_REQUIRED -> 422;
			case RATE_LIMITED -> 429;
			case REFUSED, ACCOUNT_UNAVAILABLE, IMPERSONATED, STALE_FORM, COMMAND_LINE, UNKNOWN_TENANT, NOT_COVERED ->
				403;
			case CHOICES_UNAVAILABLE, STILL_WAITING, NOT_CERTAIN -> 503;
			case WRONG_METHOD -> 405;
			default -> 200;
		};
	}

	private static String link(CliLogin login) {
		return "/clilogin?user_code=" + login.displayedUserCode();
	}

	private static TestCli start(PageEnvironment environment, String clientId) {
		return environment.start(Map.of("client_id", clientId));
	}

	private static TestCli review(PageEnvironment environment, Visitor ann) {
		TestCli login = environment.start();
		ann.open(login.link());
		return login;
	}

	private static TestCli confirmed(PageEnvironment environment, Visitor ann) {
		TestCli login = review(environment, ann);
		ann.submit("confirm");
		return login;
	}

	/** Performs the steps to a page. */
	@FunctionalInterface
	private interface Route {

		void go(PageEnvironment environment, Visitor ann);

	}

}
