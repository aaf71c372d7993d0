package io.github.clilogin.web;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Returns the texts of the page. Texts of the host replace the built-in ones. */
final class PageTexts {

	static final String PREFIX = "clilogin.page.";

	private final @Nullable MessageSource host;

	private final MessageSource own = own();

	PageTexts(@Nullable MessageSource host) {
		this.host = host;
	}

	private static MessageSource own() {
		ResourceBundleMessageSource own = new ResourceBundleMessageSource();
		own.setBundleClassLoader(PageTexts.class.getClassLoader());
		own.setBasename(ConfirmationPage.class.getName());
		own.setDefaultEncoding("UTF-8");
		own.setFallbackToSystemLocale(false);
		// Otherwise only texts with arguments need doubled apostrophes
		own.setAlwaysUseMessageFormat(true);
		return own;
	}

	String get(Locale locale, String key, Object... args) {
		String code = PREFIX + key;
		String hosts = find(this.host, code, locale, args);
		return (hosts != null) ? hosts : this.own.getMessage(code, args, locale);
	}

	/** Returns whether the texts of a locale are in its language. */
	boolean speak(Locale locale) {
		return Locale.forLanguageTag(get(locale, "lang")).getLanguage().equals(locale.getLanguage());
	}

	String getOrElse(Locale locale, String code, String other) {
		String hosts = find(this.host, code, locale);
		return (hosts != null) ? hosts : other;
	}

	/**
	 * Finds a text of the host. Always passes an argument, since some message sources
	 * format only texts with arguments. Ignores the code itself, which some return for an
	 * unknown text.
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
