package io.github.clilogin.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Renders the confirmation page. Define a bean of this type to replace the built-in
 * renderer. Implementations must be thread-safe. The content security policy allows no
 * scripts but {@link ConfirmationPage.ReturnStep#SCRIPT}, no frames, no resources of
 * other sites, and only the styles of {@link #styleSources}.
 */
@FunctionalInterface
public interface ConfirmationPageRenderer {

	/**
	 * {@return the built-in renderer}
	 * @param applicationName the name of the application; may be empty
	 * @param messages texts that replace the built-in texts, or {@code null}
	 */
	static ConfirmationPageRenderer builtIn(String applicationName, @Nullable MessageSource messages) {
		return new HtmlRenderer(applicationName, new PageTexts(messages));
	}

	/**
	 * Renders a page. If it throws, the built-in renderer is used, and also if the result
	 * lacks anything of {@link ConfirmationPage#returnStep}, a form of such a page with
	 * its fields, or an address of {@link ConfirmationPage.Kind#OTHER_NETWORK}.
	 * @param page the page, whose texts are not escaped
	 * @param locale the language of the user
	 * @return a complete HTML document
	 */
	String render(ConfirmationPage page, Locale locale);

	/**
	 * {@return the language of a page, by default the preferred one} Not called if the
	 * host configured a {@code LocaleResolver}.
	 * @param wanted the languages of the request, the preferred one first, never empty
	 */
	default Locale locale(List<Locale> wanted) {
		return wanted.get(0);
	}

	/**
	 * {@return the value of {@code style-src}, by default {@code 'self'}}
	 */
	default String styleSources() {
		return "'self'";
	}

}
