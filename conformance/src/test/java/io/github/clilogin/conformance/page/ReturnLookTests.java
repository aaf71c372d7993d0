package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ForcedColors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that users see the step after the confirmation, and the question before it,
 * without scrolling.
 */
class ReturnLookTests extends AbstractPageTests {

	private static final List<Situation> PAGES = List.of(Situation.OTHER_NETWORK, Situation.RETURN_LOOPBACK,
			Situation.RETURN_CODE, Situation.RETURN_QUESTION, Situation.RETURN_ELSEWHERE);

	static Stream<Arguments> everywhere() {
		return PAGES.stream()
			.flatMap((situation) -> Stream.of(Language.values()).map((language) -> Arguments.of(situation, language)));
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void theStepIsInSight(Situation situation, Language language) {
		Visitor ann = user("ann", language.browser());
		situation.reach(environment(), ann);
		Page page = ann.page();
		for (int[] size : new int[][] { { 1366, 625 }, { 390, 844 } }) {
			page.setViewportSize(size[0], size[1]);
			for (Locator step : page.locator(".code, .button").all()) {
				BoundingBox box = step.boundingBox();
				assertThat(box.y + box.height).as("%s at %s", step, size[0]).isLessThanOrEqualTo(size[1]);
			}
			Screenshots.takeWindow(page,
					("step-" + situation + "-" + language + "-" + size[0]).toLowerCase(Locale.ROOT));
		}
		page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
		assertThat(Axe.findings(page)).as("with forced colours").isEmpty();
		Screenshots.takeWindow(page, ("step-" + situation + "-" + language + "-forced").toLowerCase(Locale.ROOT));
	}

}
