package io.github.clilogin.web;

import java.util.Locale;

/**
 * Gives the confirmation page its look. A host replaces it by a bean.
 * <p>
 * The page is sent with a content security policy that allows no script, no frame and
 * nothing from elsewhere, and styles only as {@link #styleSources} says.
 */
@FunctionalInterface
public interface ConfirmationPageRenderer {

	/**
	 * Writes a page. If it throws, the built-in look is shown.
	 * @param page what a person is to see; none of its texts is escaped
	 * @param locale the person's language
	 * @return a whole HTML document
	 */
	String render(ConfirmationPage page, Locale locale);

	/**
	 * Returns where styles may come from: by default from files of this application.
	 * @return the value of {@code style-src} in the content security policy
	 */
	default String styleSources() {
		return "'self'";
	}

}
