package io.github.clilogin.web;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The words of the page: the host's if it has them, otherwise our own.
 */
final class ConfirmationPageTexts {

	static final String PREFIX = "clilogin.page.";

	private final @Nullable MessageSource host;

	private final MessageSource own = own();

	ConfirmationPageTexts(@Nullable MessageSource host) {
		this.host = host;
	}

	private static MessageSource own() {
		ResourceBundleMessageSource own = new ResourceBundleMessageSource();
		own.setBundleClassLoader(ConfirmationPageTexts.class.getClassLoader());
		own.setBasename(ConfirmationPage.class.getName());
		own.setDefaultEncoding("UTF-8");
		own.setFallbackToSystemLocale(false);
		// So that an apostrophe is written the same way in every text: twice
		own.setAlwaysUseMessageFormat(true);
		return own;
	}

	/** Returns the text of a key, in plain characters. */
	String get(Locale locale, String key, Object... args) {
		String code = PREFIX + key;
		String hosts = find(this.host, code, locale, args);
		return (hosts != null) ? hosts : this.own.getMessage(code, args, locale);
	}

	/** Whether the texts of a locale are in its language. */
	boolean speak(Locale locale) {
		return Locale.forLanguageTag(get(locale, "lang")).getLanguage().equals(locale.getLanguage());
	}

	/** Returns the text of a key that only a host can know, or another text. */
	String getOrElse(Locale locale, String code, String other) {
		String hosts = find(this.host, code, locale);
		return (hosts != null) ? hosts : other;
	}

	/**
	 * A source may be told to answer an unknown code with the code itself, and may take
	 * apostrophes as they are only where it gets no arguments, so that it always gets
	 * one.
	 */
	private static @Nullable String find(@Nullable MessageSource source, String code, Locale locale, Object... args) {
		Object[] some = (args.length > 0) ? args : new Object[] { "" };
		String found = (source != null) ? source.getMessage(code, some, null, locale) : null;
		return code.equals(found) ? null : found;
	}

	String duration(Locale locale, Duration duration) {
		if (duration.toMinutes() < 1) {
			return get(locale, "seconds", Math.max(0, duration.toSeconds()));
		}
		return (duration.toHours() < 1) ? get(locale, "minutes", duration.toMinutes())
				: get(locale, "hours", duration.toHours());
	}

}
