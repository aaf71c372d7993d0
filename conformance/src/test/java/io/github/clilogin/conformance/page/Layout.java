package io.github.clilogin.conformance.page;

import java.util.List;

import com.microsoft.playwright.Page;

/**
 * Measures whether everything is where a person can see it.
 */
final class Layout {

	/**
	 * What makes the page scroll sideways, sticks out of the window or of its own box.
	 */
	private static final String FLAWS = """
			() => {
				const flaws = [], root = document.documentElement;
				if (root.scrollWidth > root.clientWidth) {
					flaws.push(`The page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
				}
				for (const element of document.body.querySelectorAll('*')) {
					const box = element.getBoundingClientRect();
					const name = element.outerHTML.slice(0, 100);
					if (box.width > 0 && (box.left < 0 || Math.floor(box.right) > root.clientWidth)) {
						flaws.push(`Sticks out of the window: ${name}`);
					}
					if (element.clientWidth > 0 && element.tagName !== 'INPUT'
							&& element.scrollWidth > element.clientWidth + 1) {
						flaws.push(`Its text sticks out: ${name}`);
					}
				}
				return flaws;
			}""";

	private Layout() {
	}

	static List<String> flaws(Page page) {
		return texts(page.evaluate(FLAWS));
	}

	/** Lists what a script in a page has found. */
	static List<String> texts(Object found) {
		return ((List<?>) found).stream().map(String::valueOf).toList();
	}

}
