package io.github.clilogin.conformance.page;

import com.microsoft.playwright.Browser;

/**
 * A language that a browser requests.
 */
enum Language {

	EN("en-GB", "ltr"), DE("de-DE", "ltr"), FR("fr-FR", "ltr"), HE("he-IL", "rtl");

	private final String locale;

	private final String direction;

	Language(String locale, String direction) {
		this.locale = locale;
		this.direction = direction;
	}

	/** Returns the language as the page declares it. */
	String tag() {
		return this.locale.substring(0, 2);
	}

	String direction() {
		return this.direction;
	}

	/** Returns the options of a browser with this language. */
	Browser.NewContextOptions browser() {
		return new Browser.NewContextOptions().setLocale(this.locale);
	}

}
