package io.github.clilogin.conformance.page;

import java.util.List;

import com.microsoft.playwright.Page;

/**
 * Finds elements that the user cannot see completely.
 */
final class Layout {

	/** Finds horizontal scrolling and elements outside the window or their parent. */
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

	/** Converts the result of a script to texts. */
	static List<String> texts(Object found) {
		return ((List<?>) found).stream().map(String::valueOf).toList();
	}

}
