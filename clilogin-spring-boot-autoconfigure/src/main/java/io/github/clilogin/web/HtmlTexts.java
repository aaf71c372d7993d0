package io.github.clilogin.web;

import java.time.Duration;
import java.util.Locale;

import org.springframework.web.util.HtmlUtils;

/** Returns the texts of one page, escaped for HTML, in the language of the user. */
record HtmlTexts(PageTexts texts, Locale locale, String applicationName) {

	/** Stands for a name until the text is escaped. */
	private static final String NAME = "\uFFFC";

	/** Escapes a text for the content of an element or for a quoted attribute. */
	String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	String get(String key, Object... args) {
		return escape(plain(key, args));
	}

	String plain(String key, Object... args) {
		return this.texts.get(this.locale, key, args);
	}

	/** Isolates the writing direction of a name. */
	String name(String text) {
		return "<bdi>" + escape(text) + "</bdi>";
	}

	/** Returns a text whose only argument is a name. */
	String around(String key, String name) {
		return get(key, NAME).replace(NAME, name(name));
	}

	String duration(String key, Duration duration) {
		return get(key, this.texts.duration(this.locale, duration));
	}

	/** Returns the host's text for a group of choices, or the name of the group. */
	String group(String group) {
		return name(this.texts.getOrElse(this.locale, "clilogin.choice." + group, group));
	}

	/** Returns the host's description of a scope, or the name of the scope. */
	String scope(String scope) {
		return name(this.texts.getOrElse(this.locale, "clilogin.scope." + scope, scope));
	}

}
