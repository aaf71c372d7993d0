package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Browser;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the decision and everything that can interrupt it.
 */
class DecisionTests extends AbstractPageTests {

	private static final String CONFIRM = "Confirm";

	private static final String REJECT = "Reject";

	private static final String AGAIN = "Try again";

	@Test
	void confirmingGivesTheTerminalAToken() {
		TestCli login = start();
		Visitor ann = review(login);
		assertThat(ann.text()).contains("Acme", "ann", "acme 1.4", "Ann's laptop", "127.0.0.1");
		assertThat(ann.text()).containsPattern("\\b[0-9]+ seconds? ago");
		assertThatItWaits(login);
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		RawResponse answer = login.poll();
		assertThat(answer.text("account")).isEqualTo("ann");
		assertThat(callApi(answer.text("access_token"))).contains("ann");
	}

	@Test
	void aCodeIsFoundHoweverItIsTyped() {
		for (String pattern : List.of("  %s %s ", "%s–%s", "%s%s", "%s - %s")) {
			TestCli login = start(Map.of("flow", "code"));
			String[] halves = login.userCode().toLowerCase(Locale.ROOT).split("-");
			Visitor ann = ann().open("/clilogin").enter(pattern.formatted(halves[0], halves[1]));
			assertThat(ann.heading()).as(pattern).isEqualTo("Log in to Acme from the command line?");
			assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
			assertThat(callApi(collect(login))).contains("ann");
		}
	}

	@Test
	void theReasonOfARejectionReachesTheTerminal() {
		TestCli login = start();
		Visitor ann = review(login);
		ann.page().locator("summary").click();
		ann.page().fill("#reason", "That was not me – <b>who</b> was it?");
		assertThat(ann.press("Reject with this reason").heading()).isEqualTo("Rejected");
		assertThat(ann.text()).contains("That was not me – <b>who</b> was it?");
		RawResponse answer = login.poll();
		assertThat(answer.text("error")).isEqualTo("access_denied");
		assertThat(answer.text("message")).isEqualTo("That was not me – <b>who</b> was it?");
	}

	@Test
	void aRejectionNeedsNoReason() {
		TestCli login = start();
		assertThat(review(login).press(REJECT).heading()).isEqualTo("Rejected");
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void aWrongCodeIsSaidAtTheFieldAndTheRightOneIsStillAccepted() {
		TestCli login = start();
		Visitor ann = ann().open("/clilogin").enter("BCDF-BCDF");
		assertThat(ann.shown().status()).isEqualTo(404);
		assertThat(ann.page().title()).startsWith("Error: ");
		assertThat(ann.text()).contains("That code isn't right");
		assertThat(ann.page().evaluate("document.activeElement.id")).isEqualTo("code");
		assertThat(ann.enter(login.userCode()).press(CONFIRM).heading()).isEqualTo("Confirmed");
	}

	@Test
	void anExpiredLoginIsTooLateInPageAndTerminal() {
		TestCli login = start();
		Visitor ann = review(login);
		environment().server().expireLogins();
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Code expired");
		assertThat(ann.open(login.link()).heading()).isEqualTo("Code expired");
		assertThat(error(login)).isEqualTo("expired_token");
	}

	@Test
	void aSecondDecisionIsAnsweredAlreadyDecided() {
		TestCli login = start();
		Visitor ann = review(login);
		Visitor ben = user("ben", new Browser.NewContextOptions()).open(login.link()).press(CONFIRM);
		assertThat(ben.heading()).isEqualTo("Confirmed");
		assertThat(ann.press(REJECT).heading()).isEqualTo("Already decided");
		assertThat(ann.text()).doesNotContain("ben", login.userCode());
		assertThat(login.poll().text("account")).isEqualTo("ben");
	}

	@Test
	void aLoginCancelledInTheTerminalCannotBeConfirmed() {
		TestCli login = start();
		Visitor ann = review(login);
		login.cancel();
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Cancelled");
		assertThat(collect(login)).isEmpty();
	}

	@Test
	void afterTooManyWrongCodesTheRightOneIsNotAcceptedUntilTimeHasPassed() {
		Visitor ann = ann().open("/clilogin");
		for (char last : "BCDFG".toCharArray()) {
			assertThat(ann.enter("BCDF-BCD" + last).shown().status()).isEqualTo(404);
		}
		TestCli login = start();
		assertThat(ann.enter(login.userCode()).heading()).isEqualTo("Too many incorrect codes");
		assertThat(ann.shown().status()).isEqualTo(429);
		assertThat(Integer.parseInt(ann.shown().headerValue("retry-after"))).isBetween(500, 600);
		environment().server().expireLogins();
		assertThat(ann.press(AGAIN).heading()).isEqualTo("Code expired");
	}

	@Test
	void aRefusalOfTheHostIsShownWithItsMessage() {
		TestCli login = start(HostConfiguration.REFUSED);
		Visitor ann = review(login).press(CONFIRM);
		assertThat(ann.heading()).isEqualTo("Not allowed");
		assertThat(ann.text()).contains("Not on <Sundays>");
		assertThat(login.poll().text("message")).isEqualTo("Not on <Sundays>");
	}

	@Test
	void whenTheHostFailsTheLoginStillWaits() {
		TestCli login = start(HostConfiguration.BROKEN);
		Visitor ann = review(login).press(CONFIRM);
		assertThat(ann.heading()).isEqualTo("Decision not saved");
		assertThatItWaits(login);
		assertThat(ann.press(AGAIN).press(REJECT).heading()).isEqualTo("Rejected");
	}

	@Test
	void whenTheStoreIsDownThePageIsNotCertainUntilItIsUp() {
		TestCli login = start();
		Visitor ann = review(login);
		environment().server().host().store().fail(true);
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Result unknown");
		assertThat(ann.press(AGAIN).heading()).isEqualTo("Result unknown");
		environment().server().host().store().fail(false);
		assertThat(ann.press(AGAIN).press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(callApi(collect(login))).contains("ann");
	}

	@Test
	void aDoubleClickConfirmsOnce() {
		TestCli login = start();
		Visitor ann = review(login);
		ann.button(CONFIRM).dblclick();
		ann.page().waitForURL("**/confirm");
		assertThat(ann.heading()).isEqualTo("Confirmed");
		assertThat(callApi(collect(login))).contains("ann");
	}

	@Test
	void goingBackOrReloadingAfterConfirmingShowsTheDecision() {
		TestCli login = start();
		Visitor ann = review(login).press(CONFIRM);
		// Chromium cannot reload a page while it replaces another one
		assertThat(ann.heading()).isEqualTo("Confirmed");
		ann.page().waitForLoadState();
		ann.page().reload();
		assertThat(ann.heading()).isEqualTo("Confirmed");
		ann.page().goBack();
		assertThat(ann.heading()).isEqualTo("Confirmed");
		assertThat(ann.button(CONFIRM).count()).isZero();
		assertThat(callApi(collect(login))).contains("ann");
		ann.page().navigate(ann.page().url());
		assertThat(ann.heading()).isEqualTo("Confirmed");
	}

	@Test
	void aRejectionInAnotherTabTakesBackWhatTheTerminalHasNotCollected() {
		TestCli login = start();
		Visitor ann = review(login);
		Visitor otherTab = ann.secondTab().open(login.link());
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(otherTab.press(REJECT).heading()).isEqualTo("Rejected");
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void aRejectionInAnotherTabRevokesWhatTheTerminalHasCollected() {
		TestCli login = start();
		Visitor ann = review(login);
		Visitor otherTab = ann.secondTab().open(login.link());
		ann.press(CONFIRM);
		String token = collect(login);
		assertThat(callApi(token)).contains("ann");
		assertThat(otherTab.press(REJECT).heading()).isEqualTo("Disconnected");
		assertThat(callApi(token)).isEqualTo("401");
	}

	@Test
	void aRejectedLoginIsNotConfirmedInAnotherTab() {
		TestCli login = start();
		Visitor ann = review(login);
		Visitor otherTab = ann.secondTab().open(login.link());
		ann.press(REJECT);
		assertThat(otherTab.press(CONFIRM).heading()).isEqualTo("Rejected");
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void disconnectingOnTheLastPageEndsTheCredential() {
		TestCli login = start();
		Visitor ann = review(login).press(CONFIRM);
		String token = collect(login);
		assertThat(callApi(token)).contains("ann");
		assertThat(ann.press("Disconnect this command-line tool").heading()).isEqualTo("Disconnected");
		assertThat(callApi(token)).isEqualTo("401");
		assertThat(ann.open(login.link()).heading()).isEqualTo("Disconnected");
	}

}
