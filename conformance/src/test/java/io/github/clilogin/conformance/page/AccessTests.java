package io.github.clilogin.conformance.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the pages without a mouse, in the dark, with forced colors and with reduced
 * motion.
 */
class AccessTests extends AbstractPageTests {

	/**
	 * Returns the focused element and whether the focus is visible, or an empty text at
	 * the end of the page.
	 */
	private static final String FOCUS = """
			() => {
				const element = document.activeElement, style = getComputedStyle(element);
				const box = element.getBoundingClientRect();
				const seen = element.matches(':focus-visible') && style.outlineStyle === 'solid'
						&& parseFloat(style.outlineWidth) >= 3 && box.top >= 0 && box.bottom <= innerHeight;
				return element === document.body ? '' : (element.innerText || element.id) + (seen ? '' : ' (not seen)');
			}""";

	@Test
	void theKeyboardReachesEverythingInOrderAndConfirms() {
		TestCli login = start(Map.of("flow", "code"));
		Page page = ann().open("/clilogin").page();
		assertThat(page.evaluate(FOCUS)).isEqualTo("code");
		page.keyboard().type(login.userCode());
		page.keyboard().press("Enter");
		page.waitForSelector(".code");
		assertThat(tabs(page, 4)).containsExactly("Not you? Switch account", "Reject", "Confirm",
				"Reject with a reason");
		page.keyboard().press("Shift+Tab");
		assertThat(page.evaluate(FOCUS)).isEqualTo("Confirm");
		page.keyboard().press("Enter");
		page.waitForURL("**/confirm");
		assertThat(page.locator("h1").innerText()).isEqualTo("Confirmed");
		assertThat(tabs(page, 1)).containsExactly("Disconnect this command-line tool");
		assertThat(callApi(collect(login))).contains("ann");
	}

	@Test
	void theKeyboardRejectsWithAReason() {
		TestCli login = start();
		Page page = review(login).page();
		tabs(page, 4);
		page.keyboard().press("Space");
		assertThat(tabs(page, 2)).containsExactly("reason", "Reject with this reason");
		page.keyboard().press("Shift+Tab");
		page.keyboard().type("typed");
		page.keyboard().press("Enter");
		page.waitForURL("**/reject");
		RawResponse answer = login.poll();
		assertThat(answer.text("error")).isEqualTo("access_denied");
		assertThat(answer.text("message")).isEqualTo("typed");
	}

	private static List<String> tabs(Page page, int times) {
		List<String> focused = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			page.keyboard().press("Tab");
			focused.add(String.valueOf(page.evaluate(FOCUS)));
		}
		return focused;
	}

	@Test
	void bothButtonsWeighTheSame() {
		Page page = review(start()).page();
		String weight = """
				(button) => {
					const style = getComputedStyle(button), box = button.getBoundingClientRect();
					return [box.width, box.height, style.backgroundColor, style.color, style.fontSize, style.fontWeight,
						style.borderColor].join()
				}""";
		assertThat(page.locator(".decide button").first().evaluate(weight))
			.isEqualTo(page.locator(".decide button").last().evaluate(weight));
	}

	@Test
	void inTheDarkThePageIsDark() {
		String background = "getComputedStyle(document.body).backgroundColor";
		Visitor ann = review(start());
		Object light = ann.page().evaluate(background);
		ann.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		assertThat(light).isEqualTo("rgb(244, 245, 247)");
		assertThat(ann.page().evaluate(background)).isEqualTo("rgb(19, 20, 23)");
	}

	@Test
	void nothingMoves() {
		for (ReducedMotion motion : ReducedMotion.values()) {
			Page page = user("ann", new Browser.NewContextOptions().setReducedMotion(motion)).open(start().link())
				.page();
			page.hover(".decide button");
			page.locator("summary").click();
			assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
			assertThat(Layout.texts(page.evaluate("[...document.querySelectorAll('*')].map(getComputedStyle)"
					+ ".filter((style) => parseFloat(style.transitionDuration) || style.animationName !== 'none'"
					+ " || style.scrollBehavior !== 'auto').map(String)")))
				.isEmpty();
		}
	}

	@Test
	void aButtonIsVisibleWithForcedColors() {
		Page page = user("ann", new Browser.NewContextOptions().setForcedColors(ForcedColors.ACTIVE))
			.open(start().link())
			.page();
		assertThat(page.locator(".decide button")
			.first()
			.evaluate("(button) => {"
					+ "const style = getComputedStyle(button); return parseFloat(style.borderWidth) >= 1"
					+ " && style.borderColor !== style.backgroundColor }"))
			.isEqualTo(true);
		Screenshots.take(page, "review-en-forced-colors");
	}

	@Test
	void aScreenReaderHearsWhatTheFieldIsAboutAndWhatIsWrong() {
		Visitor ann = ann().open("/clilogin").enter("BCDF-BCDF");
		assertThat(ann.page().locator("main").ariaSnapshot()).contains(
				"- heading \"Log in from the command line\" [level=1]", "- textbox \"Code shown in your terminal\"",
				"- button \"Continue\"");
		assertThat(ann.page()
			.locator("#code")
			.evaluate("(field) => field.getAttribute('aria-describedby')"
					+ ".split(' ').map((id) => document.getElementById(id).innerText).join(' ')")
			.toString()).contains("For example BCDF-GHJK", "That code isn't right");
	}

}
