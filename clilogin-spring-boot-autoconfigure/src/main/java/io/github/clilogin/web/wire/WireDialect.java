package io.github.clilogin.web.wire;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/** Lists the dialects of the endpoints. A response uses the dialect of its request. */
public enum WireDialect {

	/** Forms in requests, JSON with snake_case names in responses (RFC 8628). */
	FORM,

	/** JSON with snake_case names. */
	JSON_SNAKE,

	/** JSON with camelCase names, or without any name of several words. */
	JSON_CAMEL;

	private static final Pattern WORD_START = Pattern.compile("_([a-z])");

	/**
	 * {@return a name in the case of this dialect}
	 * @param snake the name in snake_case
	 */
	public String memberName(String snake) {
		return (this != JSON_CAMEL || snake.indexOf('_') < 0) ? snake
				: WORD_START.matcher(snake).replaceAll((start) -> start.group(1).toUpperCase(Locale.ROOT));
	}

	/** Stores the dialect in the request, for its error responses. */
	void keepFor(ServerRequest request) {
		request.attributes().put(WireDialect.class.getName(), this);
	}

	/** Returns the stored dialect, or guesses it if the body was not read. */
	static WireDialect of(ServerRequest request) {
		Object kept = request.attributes().get(WireDialect.class.getName());
		return (kept instanceof WireDialect dialect) ? dialect : guess(request.servletRequest().getContentType());
	}

	private static WireDialect guess(@Nullable String contentType) {
		String form = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
		boolean isForm = contentType != null && contentType.regionMatches(true, 0, form, 0, form.length());
		return isForm ? FORM : JSON_CAMEL;
	}

}
