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
		Path file = Tools.MODULE.resolve("target/screenshots").resolve(name + ".png");
		page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
	}

}
