package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests choices at the confirmation in a browser.
 */
class ChoiceTests extends AbstractPageTests {

	private TestCli startChoosy() {
		return start(HostConfiguration.CHOOSY);
	}

	private String organization(TestCli login) {
		return environment().server()
			.host()
			.wire()
			.get(HostConfiguration.ORGANIZATION, TestCli.bearer(collect(login)))
			.body();
	}

	@Test
	void theApiSeesTheOrganizationThatTheUserPicks() {
		TestCli login = startChoosy();
		Visitor ann = review(login);
		ann.page().getByLabel("Organization").selectOption(new SelectOption().setLabel("Globex GmbH"));
		ann.submit("confirm");
		assertThat(ann.heading()).isEqualTo("Confirmed");
		assertThat(organization(login)).isEqualTo("globex");
	}

	@Test
	void theBrowserAsksForAMissingChoice() {
		TestCli login = startChoosy();
		Visitor ann = review(login);
		ann.submit("confirm");
		Locator question = ann.page().getByLabel("Organization");
		assertThat(question.evaluate("(field) => field.validity.valueMissing")).isEqualTo(true);
		assertThat(ann.heading()).startsWith("Log in");
		assertThatItWaits(login);
		ann.submit("reject");
		assertThat(ann.heading()).as("a rejection needs no choice").isEqualTo("Rejected");
	}

	@Test
	void theKeyboardChoosesAndConfirms() {
		TestCli login = startChoosy();
		Page page = review(login).page();
		page.getByLabel("Organization").focus();
		page.keyboard().type("Acme");
		page.keyboard().press("Tab");
		page.keyboard().press("Tab");
		page.keyboard().press("Enter");
		page.waitForURL("**/confirm");
		assertThat(organization(login)).isEqualTo("acme");
	}

	@Test
	void aForgedValueIsRefused() {
		TestCli login = startChoosy();
		Visitor ann = review(login);
		ann.page().evaluate("document.querySelector('select').options[1].value = 'umbrella'");
		ann.page().getByLabel("Organization").selectOption("umbrella");
		ann.submit("confirm");
		assertThat(ann.heading()).isEqualTo("Form no longer valid");
		assertThatItWaits(login);
	}

	@Test
	void anAskedOrganizationIsPreselected() {
		Visitor ann = review(start(Map.of("client_id", HostConfiguration.CHOOSY, "choice", "umbrella globex")));
		assertThat(ann.page().getByLabel("Organization").inputValue()).isEqualTo("globex");
		ann.submit("confirm");
		assertThat(ann.heading()).isEqualTo("Confirmed");
	}

	@Test
	void anOrganizationThatIsGoneAtTheCollectionYieldsNoToken() {
		TestCli login = start(HostConfiguration.LEAVING);
		Visitor ann = review(login);
		ann.page().getByLabel("Organization").selectOption("globex");
		ann.submit("confirm");
		RawResponse answer = login.poll();
		assertThat(answer.text("error")).isEqualTo("access_denied");
		assertThat(answer.text("message")).isEqualTo("Globex GmbH is no longer available");
		assertThat(ann.open(login.link()).heading()).isEqualTo("Rejected");
	}

	@Test
	void twoHundredOptionsKeepTheButtonsInView() {
		TestCli login = start(HostConfiguration.MANY);
		Visitor ann = user("ann", new Browser.NewContextOptions().setViewportSize(1366, 900)).open(login.link());
		assertThat(ann.page().getByLabel("Project").locator("option").count()).isEqualTo(201);
		assertThat(ann.button("Confirm").boundingBox().y).isLessThan(900);
		ann.page().getByLabel("Project").selectOption(new SelectOption().setLabel("Project 198"));
		ann.submit("confirm");
		assertThat(ann.heading()).isEqualTo("Confirmed");
	}

	@Test
	void aHostileLabelIsShownAsText() {
		Visitor ann = review(start(HostConfiguration.HOSTILE));
		assertThat(ann.page().locator("option").allInnerTexts()).contains("<script>alert(1)</script>");
		assertThat(ann.page().locator("script").count()).isZero();
		Locator field = ann.page().getByLabel("Organization");
		field.selectOption("bidi");
		assertThat(ann.text()).contains("Confirm only if you started this login yourself");
		assertThat(field.evaluate("(field) => getComputedStyle(field.selectedOptions[0]).unicodeBidi")).isIn("isolate",
				"plaintext");
	}

	@Test
	void thePageIsPictured() {
		for (int[] size : List.of(new int[] { 1366, 625 }, new int[] { 390, 844 })) {
			Visitor ann = user("ann", new Browser.NewContextOptions().setViewportSize(size[0], size[1]))
				.open(start(Map.of("client_id", HostConfiguration.CHOOSY, "choice", "acme")).link());
			assertThat(Axe.findings(ann.page())).isEmpty();
			Screenshots.take(ann.page(), "choices-" + size[0]);
		}
	}

}
