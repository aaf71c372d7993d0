package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import io.github.clilogin.testsupport.TestCli;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a sign-in during a login keeps the code.
 */
class SignInTests extends AbstractPageTests {

	private static final String CONFIRM = "Confirm";

	@Test
	void aSignedOutUserSignsInAndKeepsTheCode() {
		TestCli login = start();
		Visitor ann = stranger().open(login.link());
		assertThat(ann.isAskedToSignIn()).isTrue();
		assertThat(ann.signIn("ann").text()).contains(login.userCode());
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(callApi(collect(login))).contains("ann");
	}

	@Test
	void aDecisionAfterTheSessionEndedComesBackUndecidedWithTheCode() {
		TestCli login = start();
		Visitor ann = stranger().open(login.link()).signIn("ann");
		endSession(ann);
		ann.press(CONFIRM);
		ann.page().waitForSelector("input[name=password]");
		assertThatItWaits(login);
		assertThat(ann.signIn("ann").text()).contains(login.userCode(), "ann");
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(callApi(collect(login))).contains("ann");
	}

	@Test
	void aCodeTypedAfterTheSessionEndedIsNotLost() {
		TestCli login = start();
		Visitor ann = stranger().open("/clilogin").signIn("ann");
		endSession(ann);
		ann.enter(login.userCode());
		ann.page().waitForSelector("input[name=password]");
		assertThat(ann.signIn("ann").heading()).isEqualTo("Log in to Acme from the command line?");
		assertThat(ann.text()).contains(login.userCode());
	}

	@Test
	void switchingTheAccountKeepsTheCode() {
		TestCli login = start();
		Visitor ann = stranger().open(login.link()).signIn("ann");
		ann.press("Not you? Switch account");
		ann.page().waitForSelector("input[name=password]");
		Visitor ben = ann.signIn("ben");
		assertThat(ben.text()).contains(login.userCode(), "Signed in as ben").doesNotContain("Signed in as ann");
		assertThat(ben.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(login.poll().text("account")).isEqualTo("ben");
	}

	@Test
	void aFormOfTheFormerAccountDecidesNothing() {
		TestCli login = start();
		Visitor ann = stranger().open(login.link()).signIn("ann");
		Visitor ben = ann.secondTab().open("/logout").press("Log Out").open("/").signIn("ben");
		assertThat(ben.text()).contains("ben");
		ann.press(CONFIRM);
		assertThat(ann.heading()).isNotEqualTo("Confirmed");
		assertThatItWaits(login);
	}

	@Test
	void everythingWorksWithoutScript() {
		TestCli login = start();
		Visitor ann = stranger(new Browser.NewContextOptions().setJavaScriptEnabled(false)).open(login.link());
		ann.signIn("ann").press("Not you? Switch account");
		ann.page().waitForSelector("input[name=password]");
		assertThat(ann.signIn("ben").press(CONFIRM).heading()).isEqualTo("Confirmed");
		String token = collect(login);
		assertThat(callApi(token)).contains("ben");
		assertThat(ann.press("Disconnect this command-line tool").heading()).isEqualTo("Disconnected");
		assertThat(callApi(token)).isEqualTo("401");
		TestCli typed = start(Map.of("flow", "code"));
		ann.open("/clilogin").enter(typed.userCode()).page().locator("summary").click();
		ann.page().fill("#reason", "not mine");
		assertThat(ann.press("Reject with this reason").heading()).isEqualTo("Rejected");
		assertThat(typed.poll().text("message")).isEqualTo("not mine");
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
