package io.github.clilogin.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Renders the confirmation page. A host replaces it by a bean. Safe for use by many
 * threads.
 * <p>
 * The page is sent with a content security policy that allows no script, no frame,
 * nothing of other sites, and styles as {@link #styleSources} says.
 */
@FunctionalInterface
public interface ConfirmationPageRenderer {

	/**
	 * Returns the built-in renderer.
	 * @param applicationName the name of the application for users; may be empty
	 * @param messages asked first for each text, or {@code null}
	 * @return the renderer
	 */
	static ConfirmationPageRenderer builtIn(String applicationName, @Nullable MessageSource messages) {
		return new HtmlRenderer(applicationName, new PageTexts(messages));
	}

	/**
	 * Renders a page. If it throws, the built-in renderer is used.
	 * @param page the page; none of its texts is escaped
	 * @param locale the language of the user
	 * @return a whole HTML document
	 */
	String render(ConfirmationPage page, Locale locale);

	/**
	 * Chooses the language of a page if the request asks for several. Not called if a
	 * {@code LocaleResolver} that the host configured has chosen.
	 * @param wanted the languages of the request, the preferred first, never empty
	 * @return the language to render, by default the preferred one
	 */
	default Locale locale(List<Locale> wanted) {
		return wanted.get(0);
	}

	/**
	 * Returns the allowed sources of styles, by default files of this application.
	 * @return the value of {@code style-src} in the content security policy
	 */
	default String styleSources() {
		return "'self'";
	}

}
