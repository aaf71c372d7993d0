package io.github.clilogin.client;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks text that goes into an {@code Authorization} header. The JDK's own check quotes
 * the secret in its message.
 */
final class HeaderText {

	private static final Pattern TYPE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]+");

	private HeaderText() {
	}

	/** Returns the token type if it is a token of RFC 7230, or {@code null}. */
	static @Nullable String type(@Nullable String text) {
		return matching(TYPE, text);
	}

	/** Returns the access token if it is visible ASCII, or {@code null}. */
	static @Nullable String secret(@Nullable String text) {
		return matching(SECRET, text);
	}

	private static @Nullable String matching(Pattern pattern, @Nullable String text) {
		return (text != null && pattern.matcher(text).matches()) ? text : null;
	}

}
