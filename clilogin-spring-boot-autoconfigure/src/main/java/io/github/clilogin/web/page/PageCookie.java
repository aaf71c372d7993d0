package io.github.clilogin.web.page;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.web.util.WebUtils;

import io.github.clilogin.web.wire.LoopbackHost;

/** Stores the secret of the decision tokens in a session cookie. Identifies no user. */
final class PageCookie {

	/** Browsers accept this prefix only over TLS and from this host. */
	static final String NAME = "__Host-clilogin";

	static final String PLAIN_NAME = "clilogin";

	private static final int LENGTH = 32;

	private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final String CREATED = PageCookie.class.getName() + ".created";

	private final @Nullable URI baseUrl;

	private final StringKeyGenerator values = new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(),
			LENGTH);

	PageCookie(@Nullable URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	/** Returns the value of the cookie, if it is well-formed. */
	Optional<String> read(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, name(request));
		return Optional.ofNullable(cookie).map(Cookie::getValue).filter((value) -> VALUE.matcher(value).matches());
	}

	String readOrCreate(HttpServletRequest request) {
		return read(request).or(() -> created(request)).orElseGet(() -> {
			String created = this.values.generateKey();
			request.setAttribute(CREATED, created);
			return created;
		});
	}

	private static Optional<String> created(HttpServletRequest request) {
		return (request.getAttribute(CREATED) instanceof String created) ? Optional.of(created) : Optional.empty();
	}

	/** Returns the cookie to send with the response, if its value is new. */
	Optional<ResponseCookie> toSet(HttpServletRequest request) {
		return created(request).map((value) -> ResponseCookie.from(name(request), value)
			.httpOnly(true)
			.secure(isSecure(request))
			.path("/")
			.sameSite("Lax")
			.build());
	}

	private String name(HttpServletRequest request) {
		return isSecure(request) ? NAME : PLAIN_NAME;
	}

	/** Considers the base URL, since a proxy that terminates TLS may send no header. */
	private boolean isSecure(HttpServletRequest request) {
		boolean publicIsSecure = this.baseUrl != null && "https".equals(this.baseUrl.getScheme());
		return request.isSecure() || (publicIsSecure && !LoopbackHost.matches(request.getServerName()));
	}

}
