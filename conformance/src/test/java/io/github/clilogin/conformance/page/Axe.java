package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;

/**
 * Finds accessibility problems with axe.
 */
final class Axe {

	/** Selects WCAG 2.2, levels A and AA, and the best practices of axe. */
	private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
			"best-practice");

	private static final String RUN = """
			(only) => axe.run(document, { runOnly: only }).then((results) => results.violations.flatMap((violation) =>
					violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`)))""";

	private static final String SCRIPT = script();

	private Axe() {
	}

	private static String script() {
		try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns all findings. */
	static List<String> findings(Page page) {
		page.evaluate(SCRIPT);
		return run(page, Map.of("type", "tag", "values", TAGS));
	}

	/** Returns the contrast findings, after {@link #findings} has loaded the script. */
	static List<String> contrastFindings(Page page) {
		return run(page, Map.of("type", "rule", "values", List.of("color-contrast")));
	}

	private static List<String> run(Page page, Map<String, Object> only) {
		return Layout.texts(page.evaluate(RUN, only));
	}

}
