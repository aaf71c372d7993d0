package io.github.clilogin.web.wire;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * The dialects of the endpoints. A response speaks the dialect of its request.
 */
public enum WireDialect {

	/** The form of RFC 8628: a form comes in, JSON with snake_case names goes out. */
	FORM,

	/** JSON with snake_case names. */
	JSON_SNAKE,

	/** JSON with camelCase names, or with none that has a case. */
	JSON_CAMEL;

	private static final Pattern WORD_START = Pattern.compile("_([a-z])");

	/**
	 * Writes a name in this dialect.
	 * @param snake the name in snake_case
	 * @return the name in the case of this dialect
	 */
	public String name(String snake) {
		return (this != JSON_CAMEL || snake.indexOf('_') < 0) ? snake
				: WORD_START.matcher(snake).replaceAll((start) -> start.group(1).toUpperCase(Locale.ROOT));
	}

	/**
	 * Remembers the dialect of a request for its errors.
	 * @param request the request
	 */
	void keepFor(ServerRequest request) {
		request.attributes().put(WireDialect.class.getName(), this);
	}

	/** Returns a guess if the request was refused before its body was read. */
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
