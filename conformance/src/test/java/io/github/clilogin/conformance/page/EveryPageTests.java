package io.github.clilogin.conformance.page;

import java.util.Locale;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every page in every language and takes the screenshots.
 */
class EveryPageTests extends AbstractPageTests {

	private static final int MAX_PAGE_BYTES = 15 * 1024;

	static Stream<Arguments> everywhere() {
		return Stream.of(Situation.values())
			.flatMap((situation) -> Stream.of(Language.values()).map((language) -> Arguments.of(situation, language)));
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void anyoneCanReadAndUseThePageInAnyLightAndSize(Situation situation, Language language) {
		Visitor ann = user("ann", language.browser());
		situation.reach(environment(), ann);
		assertThat(ann.shown().status()).isEqualTo(situation.status());
		Page page = ann.page();
		assertThat(page.getAttribute("html", "lang")).isEqualTo(language.tag());
		assertThat(page.getAttribute("html", "dir")).isEqualTo(language.direction());
		assertThatItIsSmall(ann);
		picture(page, situation, language, "");
		assertThat(Axe.findings(page)).as("in the light").isEmpty();
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		assertThat(Axe.contrastFindings(page)).as("in the dark").isEmpty();
		picture(page, situation, language, "-dark");
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
		assertThatItFits(page, situation, language);
	}

	private static void assertThatItIsSmall(Visitor ann) {
		Sizes sizes = ann.shown().request().sizes();
		assertThat(sizes.responseHeadersSize + sizes.responseBodySize).isBetween(1000, MAX_PAGE_BYTES);
	}

	/** Checks a window of 1280 by 800 at 200 %, and the narrowest window. */
	private static void assertThatItFits(Page page, Situation situation, Language language) {
		page.setViewportSize(640, 400);
		assertThat(Layout.flaws(page)).as("at 200 %").isEmpty();
		page.setViewportSize(320, 640);
		assertThat(Layout.flaws(page)).as("at 320 pixels").isEmpty();
		picture(page, situation, language, "-320");
		page.evaluate("document.documentElement.style.fontSize = '200%'");
		assertThat(Layout.flaws(page)).as("at 320 pixels with large letters").isEmpty();
		picture(page, situation, language, "-320-large");
	}

	/** Takes every page in English, and the confirmation page in every variant. */
	private static void picture(Page page, Situation situation, Language language, String look) {
		boolean plain = look.isEmpty() && language == Language.EN;
		if (plain || situation == Situation.REVIEW) {
			Screenshots.take(page, situation.name().toLowerCase(Locale.ROOT) + "-" + language.tag() + look);
		}
	}

}
