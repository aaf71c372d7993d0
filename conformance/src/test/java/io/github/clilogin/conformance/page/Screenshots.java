package io.github.clilogin.conformance.page;

import java.nio.file.Path;

import com.microsoft.playwright.Page;
import io.github.clilogin.conformance.Tools;

/**
 * Saves screenshots for a review by eye.
 */
final class Screenshots {

	private Screenshots() {
	}

	static void take(Page page, String name) {
		take(page, name, true);
	}

	/** Takes the part of a page that is in sight. */
	static void takeWindow(Page page, String name) {
		take(page, name, false);
	}

	private static void take(Page page, String name, boolean fullPage) {
		Path file = Tools.MODULE.resolve("target/screenshots").resolve(name + ".png");
		page.screenshot(new Page.ScreenshotOptions().setFullPage(fullPage).setPath(file));
	}

}
