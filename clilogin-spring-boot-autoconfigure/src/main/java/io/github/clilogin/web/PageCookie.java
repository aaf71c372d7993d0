package io.github.clilogin.web;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A random value that only this browser and we know, the secret of its decision tokens.
 * It identifies nobody and is forgotten with the browser's session.
 */
final class PageCookie {

	/** Browsers take this name from this very host over TLS only. */
	static final String NAME = "__Host-clilogin";

	static final String PLAIN_NAME = "clilogin";

	private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final String MADE = PageCookie.class.getName() + ".made";

	private final @Nullable URI baseUrl;

	private final SecureRandom random = new SecureRandom();

	PageCookie(@Nullable URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	/** Returns what the browser sent, if it is ours by its form. */
	Optional<String> read(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, name(request));
		return Optional.ofNullable(cookie).map(Cookie::getValue).filter((value) -> VALUE.matcher(value).matches());
	}

	/** Returns what the browser sent, or a new value to be set with the answer. */
	String readOrMake(HttpServletRequest request) {
		return read(request).or(() -> made(request)).orElseGet(() -> {
			String made = draw();
			request.setAttribute(MADE, made);
			return made;
		});
	}

	private static Optional<String> made(HttpServletRequest request) {
		return (request.getAttribute(MADE) instanceof String made) ? Optional.of(made) : Optional.empty();
	}

	private String draw() {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Returns the cookie to set with the answer, if a new value was made for it. */
	Optional<ResponseCookie> toSet(HttpServletRequest request) {
		return made(request).map((value) -> ResponseCookie.from(name(request), value)
			.httpOnly(true)
			.secure(isSecure(request))
			.path("/")
			.sameSite("Lax")
			.build());
	}

	private String name(HttpServletRequest request) {
		return isSecure(request) ? NAME : PLAIN_NAME;
	}

	/** A proxy that ends TLS may not tell us, but the base URL does. */
	private boolean isSecure(HttpServletRequest request) {
		boolean publicIsSecure = this.baseUrl != null && "https".equals(this.baseUrl.getScheme());
		return request.isSecure() || (publicIsSecure && !isLoopback(request.getServerName()));
	}

	private static boolean isLoopback(String host) {
		return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
	}

}
