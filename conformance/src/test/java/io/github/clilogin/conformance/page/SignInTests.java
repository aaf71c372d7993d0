package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import io.github.clilogin.conformance.page.Terminal.Login;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a sign-in during a login keeps the code.
 */
class SignInTests extends AbstractPageTests {

	private static final String CONFIRM = "Confirm";

	@Test
	void aSignedOutUserSignsInAndKeepsTheCode() {
		Login login = start();
		Visitor ann = stranger().open(login.link());
		assertThat(ann.isAskedToSignIn()).isTrue();
		assertThat(ann.signIn("ann").text()).contains(login.userCode());
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(terminal().callApi(collect(login))).contains("ann");
	}

	@Test
	void aDecisionAfterTheSessionEndedComesBackUndecidedWithTheCode() {
		Login login = start();
		Visitor ann = stranger().open(login.link()).signIn("ann");
		endSession(ann);
		ann.press(CONFIRM);
		ann.page().waitForSelector("input[name=password]");
		assertThatItWaits(login);
		assertThat(ann.signIn("ann").text()).contains(login.userCode(), "ann");
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(terminal().callApi(collect(login))).contains("ann");
	}

	@Test
	void aCodeTypedAfterTheSessionEndedIsNotLost() {
		Login login = start();
		Visitor ann = stranger().open("/clilogin").signIn("ann");
		endSession(ann);
		ann.enter(login.userCode());
		ann.page().waitForSelector("input[name=password]");
		assertThat(ann.signIn("ann").heading()).isEqualTo("Log in to Acme from the command line?");
		assertThat(ann.text()).contains(login.userCode());
	}

	@Test
	void switchingTheAccountKeepsTheCode() {
		Login login = start();
		Visitor ann = stranger().open(login.link()).signIn("ann");
		ann.press("Not you? Switch account");
		ann.page().waitForSelector("input[name=password]");
		Visitor ben = ann.signIn("ben");
		assertThat(ben.text()).contains(login.userCode(), "Signed in as ben").doesNotContain("Signed in as ann");
		assertThat(ben.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(terminal().poll(login).path("account").asString("")).isEqualTo("ben");
	}

	@Test
	void aFormOfTheFormerAccountDecidesNothing() {
		Login login = start();
		Visitor ann = stranger().open(login.link()).signIn("ann");
		Visitor ben = ann.secondTab().open("/logout").press("Log Out").open("/").signIn("ben");
		assertThat(ben.text()).contains("ben");
		ann.press(CONFIRM);
		assertThat(ann.heading()).isNotEqualTo("Confirmed");
		assertThatItWaits(login);
	}

	@Test
	void everythingWorksWithoutScript() {
		Login login = start();
		Visitor ann = stranger(new Browser.NewContextOptions().setJavaScriptEnabled(false)).open(login.link());
		ann.signIn("ann").press("Not you? Switch account");
		ann.page().waitForSelector("input[name=password]");
		assertThat(ann.signIn("ben").press(CONFIRM).heading()).isEqualTo("Confirmed");
		String token = collect(login);
		assertThat(terminal().callApi(token)).contains("ben");
		assertThat(ann.press("Disconnect this command-line tool").heading()).isEqualTo("Disconnected");
		assertThat(terminal().callApi(token)).isEqualTo("401");
		Login typed = terminal().start(Map.of("flow", "code"));
		ann.open("/clilogin").enter(typed.userCode()).page().locator("summary").click();
		ann.page().fill("#reason", "not mine");
		assertThat(ann.press("Reject with this reason").heading()).isEqualTo("Rejected");
		assertThat(terminal().poll(typed).path("message").asString("")).isEqualTo("not mine");
	}

	/** Replaces the session cookie by an unknown one. */
	private static void endSession(Visitor visitor) {
		BrowserContext context = visitor.context();
		Cookie session = context.cookies()
			.stream()
			.filter((cookie) -> cookie.name.equals("JSESSIONID"))
			.findFirst()
			.orElseThrow();
		session.value = "0".repeat(32);
		context.addCookies(List.of(session));
	}

}
