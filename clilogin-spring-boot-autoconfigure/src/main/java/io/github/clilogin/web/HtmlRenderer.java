package io.github.clilogin.web;

import java.util.List;
import java.util.Locale;

import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Renders pages as HTML with an inline style sheet. Only the page that sends a return
 * code contains a script.
 */
final class HtmlRenderer implements ConfirmationPageRenderer {

	/** Bounds the lookups of a request, since each language needs one. */
	private static final int MAX_LANGUAGES = 10;

	private final String applicationName;

	private final PageTexts allTexts;

	HtmlRenderer(String applicationName, PageTexts allTexts) {
		this.applicationName = applicationName.strip();
		this.allTexts = allTexts;
	}

	@Override
	public String styleSources() {
		return StyleSheet.SOURCE;
	}

	@Override
	public Locale locale(List<Locale> wanted) {
		return wanted.stream().limit(MAX_LANGUAGES).filter(this.allTexts::speak).findFirst().orElse(wanted.get(0));
	}

	@Override
	public String render(ConfirmationPage page, Locale locale) {
		HtmlTexts texts = texts(locale);
		return """
				<!doctype html>
				<html lang="%s" dir="%s">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<meta name="robots" content="noindex">
				<link rel="icon" href="data:,">
				<title>%s</title>
				<style>%s</style>
				</head>
				<body>
				<header>%s</header>
				<main>
				%s</main>
				</body>
				</html>
				""".formatted(texts.get("lang"), texts.get("dir"), title(page.kind(), texts), StyleSheet.CSS,
				texts.name(texts.applicationName()), new HtmlBody(page, texts).html());
	}

	private static String title(Kind kind, HtmlTexts texts) {
		String heading = texts.plain(key(kind) + ".title", texts.applicationName());
		String title = texts.plain("title", heading, texts.applicationName());
		return (kind == Kind.UNKNOWN_CODE || kind == Kind.CHOICE_REQUIRED) ? texts.get("error-title", title)
				: texts.escape(title);
	}

	private HtmlTexts texts(Locale locale) {
		String name = this.applicationName.isEmpty() ? this.allTexts.get(locale, "application") : this.applicationName;
		return new HtmlTexts(this.allTexts, locale, name);
	}

	static String key(Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
