package io.github.clilogin.web;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * How a request speaks, and thus how it is answered.
 */
enum Dialect {

	/** RFC 8628: a form comes in, snake_case goes out. */
	FORM,

	/** JSON with snake_case names. */
	JSON_SNAKE,

	/** JSON with camelCase names, or none. */
	JSON_CAMEL;

	private static final Pattern WORD_START = Pattern.compile("_([a-z])");

	String name(String snake) {
		return (this != JSON_CAMEL || snake.indexOf('_') < 0) ? snake
				: WORD_START.matcher(snake).replaceAll((start) -> start.group(1).toUpperCase(Locale.ROOT));
	}

	HttpStatus accessDenied() {
		return (this == FORM) ? HttpStatus.BAD_REQUEST : HttpStatus.FORBIDDEN;
	}

	String unknownDeviceCode() {
		return (this == FORM) ? "invalid_grant" : "invalid_request";
	}

	boolean requiresGrantType() {
		return this == FORM;
	}

	void keepFor(ServerRequest request) {
		request.attributes().put(Dialect.class.getName(), this);
	}

	/** As far as it is known: a request may have been refused before it was read. */
	static Dialect of(ServerRequest request) {
		Object kept = request.attributes().get(Dialect.class.getName());
		return (kept instanceof Dialect dialect) ? dialect : guess(request.servletRequest().getContentType());
	}

	private static Dialect guess(@Nullable String contentType) {
		boolean form = contentType != null && contentType.regionMatches(true, 0,
				MediaType.APPLICATION_FORM_URLENCODED_VALUE, 0, MediaType.APPLICATION_FORM_URLENCODED_VALUE.length());
		return form ? FORM : JSON_CAMEL;
	}

}
