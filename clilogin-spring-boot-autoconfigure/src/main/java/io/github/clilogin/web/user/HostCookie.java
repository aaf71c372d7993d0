package io.github.clilogin.web.user;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.web.util.WebUtils;

import io.github.clilogin.web.wire.LoopbackHost;

/**
 * Names a cookie that other hosts cannot set over TLS, and creates it.
 *
 * @param plainName the name without TLS
 * @param baseUrl the public URL of the application, or {@code null}
 */
public record HostCookie(String plainName, @Nullable URI baseUrl) {

	/** Browsers accept this prefix only over TLS and from this host. */
	private static final String PREFIX = "__Host-";

	/**
	 * {@return the value that the browser sends, or empty}
	 * @param request the request
	 */
	public Optional<String> read(HttpServletRequest request) {
		return Optional.ofNullable(WebUtils.getCookie(request, name(request))).map(Cookie::getValue);
	}

	/**
	 * {@return a builder of the cookie, which scripts cannot read, and which browsers
	 * send for other sites only when they open a page}
	 * @param value the value
	 * @param request the request
	 */
	public ResponseCookieBuilder with(String value, HttpServletRequest request) {
		return ResponseCookie.from(name(request), value)
			.httpOnly(true)
			.secure(isSecure(request))
			.path("/")
			.sameSite("Lax");
	}

	private String name(HttpServletRequest request) {
		return isSecure(request) ? PREFIX + this.plainName : this.plainName;
	}

	/** Considers the base URL, since a proxy that terminates TLS may send no header. */
	private boolean isSecure(HttpServletRequest request) {
		boolean publicIsSecure = this.baseUrl != null && "https".equals(this.baseUrl.getScheme());
		return request.isSecure() || (publicIsSecure && !LoopbackHost.matches(request.getServerName()));
	}

}
