package io.github.clilogin.web;

import java.time.Duration;
import java.util.Locale;

import org.springframework.web.util.HtmlUtils;

/**
 * The texts of one page, escaped for HTML.
 *
 * @param texts the texts in all languages
 * @param locale the language of the user
 * @param applicationName the name of the application, not escaped
 */
record HtmlTexts(PageTexts texts, Locale locale, String applicationName) {

	/** Escapes a text for the content or a quoted attribute of an element. */
	String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	String get(String key, Object... args) {
		return escape(plain(key, args));
	}

	String plain(String key, Object... args) {
		return this.texts.get(this.locale, key, args);
	}

	/** Isolates the writing direction of a name from the text around it. */
	String name(String text) {
		return "<bdi>" + escape(text) + "</bdi>";
	}

	String duration(String key, Duration duration) {
		return get(key, this.texts.duration(this.locale, duration));
	}

	/** Returns the host's description of a scope, or its name. */
	String scope(String scope) {
		return name(this.texts.getOrElse(this.locale, "clilogin.scope." + scope, scope));
	}

}
