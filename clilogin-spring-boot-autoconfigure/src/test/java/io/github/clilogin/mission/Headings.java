package io.github.clilogin.mission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The headings of a Markdown text.
 *
 * @param anchors the anchors of the headings on GitHub
 */
record Headings(List<String> anchors) {

	static Headings of(String markdown) {
		List<String> anchors = new ArrayList<>();
		boolean code = false;
		for (String line : markdown.lines().toList()) {
			code ^= line.stripLeading().startsWith("```");
			if (!code && line.matches("#{1,6} .*")) {
				anchors.add(unused(slug(line), anchors));
			}
		}
		return new Headings(anchors);
	}

	private static String slug(String heading) {
		return heading.replaceFirst("#+", "")
			.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}_ -]", "")
			.replace(' ', '-');
	}

	private static String unused(String slug, List<String> anchors) {
		String anchor = slug;
		for (int i = 1; anchors.contains(anchor); i++) {
			anchor = slug + "-" + i;
		}
		return anchor;
	}

}
