package io.github.clilogin.web.page;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

import io.github.clilogin.web.user.HostCookie;

/** Stores the secret of the decision tokens in a session cookie. Identifies no user. */
final class PageCookie {

	private static final String NAME = "clilogin";

	private static final int LENGTH = 32;

	private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final String CREATED = PageCookie.class.getName() + ".created";

	private final HostCookie cookie;

	private final StringKeyGenerator values = new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(),
			LENGTH);

	PageCookie(@Nullable URI baseUrl) {
		this.cookie = new HostCookie(NAME, baseUrl);
	}

	/** Returns the value of the cookie, if it is well-formed. */
	Optional<String> read(HttpServletRequest request) {
		return this.cookie.read(request).filter((value) -> VALUE.matcher(value).matches());
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
		return created(request).map((value) -> this.cookie.with(value, request).build());
	}

}
