package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Browser;
import io.github.clilogin.conformance.page.Terminal.Login;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
		Login login = start();
		Visitor ann = review(login);
		assertThat(ann.text()).contains("Acme", "ann", "acme 1.4", "Ann's laptop", "127.0.0.1");
		assertThat(ann.text()).containsPattern("\\b[0-9]+ seconds? ago");
		assertThatItWaits(login);
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		JsonNode answer = terminal().poll(login);
		assertThat(answer.path("account").asString("")).isEqualTo("ann");
		assertThat(terminal().callApi(answer.path("access_token").asString(""))).contains("ann");
	}

	@Test
	void aCodeIsFoundHoweverItIsTyped() {
		for (String pattern : List.of("  %s %s ", "%s–%s", "%s%s", "%s - %s")) {
			Login login = terminal().start(Map.of("flow", "code"));
			String[] halves = login.userCode().toLowerCase(Locale.ROOT).split("-");
			Visitor ann = ann().open("/clilogin").enter(pattern.formatted(halves[0], halves[1]));
			assertThat(ann.heading()).as(pattern).isEqualTo("Log in to Acme from the command line?");
			assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
			assertThat(terminal().callApi(collect(login))).contains("ann");
		}
	}

	@Test
	void theReasonOfARejectionReachesTheTerminal() {
		Login login = start();
		Visitor ann = review(login);
		ann.page().locator("summary").click();
		ann.page().fill("#reason", "That was not me – <b>who</b> was it?");
		assertThat(ann.press("Reject with this reason").heading()).isEqualTo("Rejected");
		assertThat(ann.text()).contains("That was not me – <b>who</b> was it?");
		JsonNode answer = terminal().poll(login);
		assertThat(answer.path("error").asString("")).isEqualTo("access_denied");
		assertThat(answer.path("message").asString("")).isEqualTo("That was not me – <b>who</b> was it?");
	}

	@Test
	void aRejectionNeedsNoReason() {
		Login login = start();
		assertThat(review(login).press(REJECT).heading()).isEqualTo("Rejected");
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void aWrongCodeIsSaidAtTheFieldAndTheRightOneIsStillAccepted() {
		Login login = start();
		Visitor ann = ann().open("/clilogin").enter("BCDF-BCDF");
		assertThat(ann.shown().status()).isEqualTo(404);
		assertThat(ann.page().title()).startsWith("Error: ");
		assertThat(ann.text()).contains("That code isn't right");
		assertThat(ann.page().evaluate("document.activeElement.id")).isEqualTo("code");
		assertThat(ann.enter(login.userCode()).press(CONFIRM).heading()).isEqualTo("Confirmed");
	}

	@Test
	void anExpiredLoginIsTooLateInPageAndTerminal() {
		Login login = start();
		Visitor ann = review(login);
		environment().server().expireLogins();
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Code expired");
		assertThat(ann.open(login.link()).heading()).isEqualTo("Code expired");
		assertThat(error(login)).isEqualTo("expired_token");
	}

	@Test
	void aSecondDecisionIsAnsweredAlreadyDecided() {
		Login login = start();
		Visitor ann = review(login);
		Visitor ben = user("ben", new Browser.NewContextOptions()).open(login.link()).press(CONFIRM);
		assertThat(ben.heading()).isEqualTo("Confirmed");
		assertThat(ann.press(REJECT).heading()).isEqualTo("Already decided");
		assertThat(ann.text()).doesNotContain("ben", login.userCode());
		assertThat(terminal().poll(login).path("account").asString("")).isEqualTo("ben");
	}

	@Test
	void aLoginCancelledInTheTerminalCannotBeConfirmed() {
		Login login = start();
		Visitor ann = review(login);
		terminal().cancel(login);
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Cancelled");
		assertThat(collect(login)).isEmpty();
	}

	@Test
	void afterTooManyWrongCodesTheRightOneIsNotAcceptedUntilTimeHasPassed() {
		Visitor ann = ann().open("/clilogin");
		for (int times = 0; times < 5; times++) {
			assertThat(ann.enter("BCDF-BCDF").shown().status()).isEqualTo(404);
		}
		Login login = start();
		assertThat(ann.enter(login.userCode()).heading()).isEqualTo("Too many incorrect codes");
		assertThat(ann.shown().status()).isEqualTo(429);
		assertThat(Integer.parseInt(ann.shown().headerValue("retry-after"))).isBetween(500, 600);
		environment().server().expireLogins();
		assertThat(ann.press(AGAIN).heading()).isEqualTo("Code expired");
	}

	@Test
	void aRefusalOfTheHostIsShownWithItsMessage() {
		Login login = start(HostConfiguration.REFUSED);
		Visitor ann = review(login).press(CONFIRM);
		assertThat(ann.heading()).isEqualTo("Not allowed");
		assertThat(ann.text()).contains("Not on <Sundays>");
		assertThat(terminal().poll(login).path("message").asString("")).isEqualTo("Not on <Sundays>");
	}

	@Test
	void whenTheHostFailsTheLoginStillWaits() {
		Login login = start(HostConfiguration.BROKEN);
		Visitor ann = review(login).press(CONFIRM);
		assertThat(ann.heading()).isEqualTo("Decision not saved");
		assertThatItWaits(login);
		assertThat(ann.press(AGAIN).press(REJECT).heading()).isEqualTo("Rejected");
	}

	@Test
	void whenTheStoreIsDownThePageIsNotCertainUntilItIsUp() {
		Login login = start();
		Visitor ann = review(login);
		HostConfiguration.storeFails = true;
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Result unknown");
		assertThat(ann.press(AGAIN).heading()).isEqualTo("Result unknown");
		HostConfiguration.storeFails = false;
		assertThat(ann.press(AGAIN).press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(terminal().callApi(collect(login))).contains("ann");
	}

	@Test
	void aDoubleClickConfirmsOnce() {
		Login login = start();
		Visitor ann = review(login);
		ann.button(CONFIRM).dblclick();
		ann.page().waitForURL("**/confirm");
		assertThat(ann.heading()).isEqualTo("Confirmed");
		assertThat(terminal().callApi(collect(login))).contains("ann");
	}

	@Test
	void goingBackOrReloadingAfterConfirmingShowsTheDecision() {
		Login login = start();
		Visitor ann = review(login).press(CONFIRM);
		// Chromium cannot reload a page while it replaces another one
		assertThat(ann.heading()).isEqualTo("Confirmed");
		ann.page().waitForLoadState();
		ann.page().reload();
		assertThat(ann.heading()).isEqualTo("Confirmed");
		ann.page().goBack();
		assertThat(ann.heading()).isEqualTo("Confirmed");
		assertThat(ann.button(CONFIRM).count()).isZero();
		assertThat(terminal().callApi(collect(login))).contains("ann");
		ann.page().navigate(ann.page().url());
		assertThat(ann.heading()).isEqualTo("Confirmed");
	}

	@Test
	void aRejectionInAnotherTabTakesBackWhatTheTerminalHasNotCollected() {
		Login login = start();
		Visitor ann = review(login);
		Visitor otherTab = ann.secondTab().open(login.link());
		assertThat(ann.press(CONFIRM).heading()).isEqualTo("Confirmed");
		assertThat(otherTab.press(REJECT).heading()).isEqualTo("Rejected");
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void aRejectionInAnotherTabComesTooLateOnceTheTerminalHasCollected() {
		Login login = start();
		Visitor ann = review(login);
		Visitor otherTab = ann.secondTab().open(login.link());
		ann.press(CONFIRM);
		String token = collect(login);
		assertThat(otherTab.press(REJECT).heading()).isEqualTo("Confirmed");
		assertThat(terminal().callApi(token)).contains("ann");
		assertThat(otherTab.press("Disconnect this command-line tool").heading()).isEqualTo("Disconnected");
		assertThat(terminal().callApi(token)).isEqualTo("401");
	}

	@Test
	void aRejectedLoginIsNotConfirmedInAnotherTab() {
		Login login = start();
		Visitor ann = review(login);
		Visitor otherTab = ann.secondTab().open(login.link());
		ann.press(REJECT);
		assertThat(otherTab.press(CONFIRM).heading()).isEqualTo("Rejected");
		assertThat(error(login)).isEqualTo("access_denied");
	}

	@Test
	void disconnectingOnTheLastPageEndsTheCredential() {
		Login login = start();
		Visitor ann = review(login).press(CONFIRM);
		String token = collect(login);
		assertThat(terminal().callApi(token)).contains("ann");
		assertThat(ann.press("Disconnect this command-line tool").heading()).isEqualTo("Disconnected");
		assertThat(terminal().callApi(token)).isEqualTo("401");
		assertThat(ann.open(login.link()).heading()).isEqualTo("Disconnected");
	}

}
