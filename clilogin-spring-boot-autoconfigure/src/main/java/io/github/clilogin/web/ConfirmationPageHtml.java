package io.github.clilogin.web;

import java.util.List;
import java.util.Locale;

import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * The built-in look: plain HTML, no script, one style sheet inside the page.
 */
final class ConfirmationPageHtml implements ConfirmationPageRenderer {

	/** More than people speak; each costs a look at the texts. */
	private static final int MOST_LANGUAGES = 10;

	private final String applicationName;

	private final ConfirmationPageTexts texts;

	ConfirmationPageHtml(String applicationName, ConfirmationPageTexts texts) {
		this.applicationName = applicationName.strip();
		this.texts = texts;
	}

	@Override
	public String styleSources() {
		return ConfirmationPageStyle.SOURCE;
	}

	@Override
	public Locale locale(List<Locale> wanted) {
		return wanted.stream().limit(MOST_LANGUAGES).filter(this.texts::speak).findFirst().orElse(wanted.get(0));
	}

	@Override
	public String render(ConfirmationPage page, Locale locale) {
		ConfirmationPageWords words = words(locale);
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
				""".formatted(words.get("lang"), words.get("dir"), title(page.kind(), words), ConfirmationPageStyle.CSS,
				words.name(words.applicationName()), new ConfirmationPageBody(page, words).html());
	}

	private static String title(Kind kind, ConfirmationPageWords words) {
		String title = words.plain("title", words.plain(key(kind) + ".title"), words.applicationName());
		return (kind == Kind.UNKNOWN_CODE) ? words.get("error-title", title) : words.escape(title);
	}

	private ConfirmationPageWords words(Locale locale) {
		String name = this.applicationName.isEmpty() ? this.texts.get(locale, "application") : this.applicationName;
		return new ConfirmationPageWords(this.texts, locale, name);
	}

	static String key(Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
