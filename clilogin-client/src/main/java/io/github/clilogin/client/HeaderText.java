package io.github.clilogin.client;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Lets through what can stand in an {@code Authorization} header. The JDK refuses all
 * else with a message that quotes it, secret and all.
 */
final class HeaderText {

	private static final Pattern TYPE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]+");

	private HeaderText() {
	}

	/** The token type if it is a token of RFC 7230, else {@code null}. */
	static @Nullable String type(@Nullable String text) {
		return matching(TYPE, text);
	}

	/** The access token if it is visible ASCII, else {@code null}. */
	static @Nullable String secret(@Nullable String text) {
		return matching(SECRET, text);
	}

	private static @Nullable String matching(Pattern pattern, @Nullable String text) {
		return (text != null && pattern.matcher(text).matches()) ? text : null;
	}

}
