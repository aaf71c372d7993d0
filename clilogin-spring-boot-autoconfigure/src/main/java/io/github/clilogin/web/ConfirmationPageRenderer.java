package io.github.clilogin.web;

import java.util.List;
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
	 * Chooses the language of a page where the request asks for several. Not called where
	 * a {@code LocaleResolver} of the host's has decided.
	 * @param wanted what the request asks for, the most wanted first, never empty
	 * @return the locale to render, by default the most wanted
	 */
	default Locale locale(List<Locale> wanted) {
		return wanted.get(0);
	}

	/**
	 * Returns where styles may come from: by default from files of this application.
	 * @return the value of {@code style-src} in the content security policy
	 */
	default String styleSources() {
		return "'self'";
	}

}
