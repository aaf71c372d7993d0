package io.github.clilogin.web;

import java.time.Duration;
import java.util.Locale;

import org.springframework.web.util.HtmlUtils;

/**
 * The words of one page, escaped where they become HTML.
 *
 * @param texts where they come from
 * @param locale the person's language
 * @param applicationName the application's name, plain
 */
record ConfirmationPageWords(ConfirmationPageTexts texts, Locale locale, String applicationName) {

	/** Escapes what becomes the content or a quoted attribute of an element. */
	String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	String get(String key, Object... args) {
		return escape(plain(key, args));
	}

	String plain(String key, Object... args) {
		return this.texts.get(this.locale, key, args);
	}

	/** Keeps the direction of a name from changing what stands around it. */
	String name(String text) {
		return "<bdi>" + escape(text) + "</bdi>";
	}

	String duration(String key, Duration duration) {
		return get(key, this.texts.duration(this.locale, duration));
	}

	/** A host may say in words what a scope means. */
	String scope(String scope) {
		return name(this.texts.getOrElse(this.locale, "clilogin.scope." + scope, scope));
	}

}
