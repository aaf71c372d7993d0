package io.github.clilogin.conformance.page;

import java.util.Locale;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a user who sees the button Confirm sees the whole warning as well.
 */
class WarningTests extends AbstractPageTests {

	static Stream<Arguments> everywhere() {
		return Stream.of(Situation.REVIEW, Situation.REVIEW_OF_ANOTHER_NETWORK)
			.flatMap((situation) -> Stream.of(Language.values()).map((language) -> Arguments.of(situation, language)));
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void theWarningIsInSightTogetherWithConfirm(Situation situation, Language language) {
		Visitor ann = user("ann", language.browser());
		situation.reach(environment(), ann);
		Page page = ann.page();
		for (int[] size : new int[][] { { 1366, 625 }, { 390, 844 } }) {
			page.setViewportSize(size[0], size[1]);
			Locator confirm = page.locator("#confirm button");
			confirm.scrollIntoViewIfNeeded();
			BoundingBox warning = page.locator(".note").boundingBox();
			BoundingBox button = confirm.boundingBox();
			assertThat(warning.y).as("%s at %s", language, size[0]).isNotNegative();
			assertThat(warning.y + warning.height).isLessThan(button.y);
			assertThat(button.y + button.height).isLessThanOrEqualTo(size[1]);
			take(page, situation, language, size[0]);
		}
	}

	private static void take(Page page, Situation situation, Language language, int width) {
		for (ColorScheme scheme : new ColorScheme[] { ColorScheme.LIGHT, ColorScheme.DARK }) {
			page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
			Screenshots.takeWindow(page,
					("warning-" + situation + "-" + language + "-" + width + "-" + scheme).toLowerCase(Locale.ROOT));
		}
	}

}
