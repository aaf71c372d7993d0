package io.github.clilogin.web.user;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tells requests of other sites from those of the application, whatever the host does
 * about CSRF. On a host without CSRF protection any site could otherwise confirm a login
 * that it started itself.
 *
 * @param baseUrl the public URL of the application, or {@code null}
 */
public record SameSiteGuard(@Nullable URI baseUrl) {

	/**
	 * Returns whether a request was sent by a page of another site.
	 * @param request the request
	 * @return whether its headers say so
	 */
	public boolean isForeign(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null || "same-origin".equals(site)) {
			return "cross-site".equals(site);
		}
		return "cross-site".equals(site) || !isOwn(origin, request);
	}

	/** Ignores the scheme, which differs behind a proxy that ends TLS. */
	private boolean isOwn(String origin, HttpServletRequest request) {
		Optional<String> authority = authority(origin);
		String host = request.getHeader(HttpHeaders.HOST);
		return authority.isPresent() && (authority.get().equalsIgnoreCase(host)
				|| (this.baseUrl != null && authority.get().equalsIgnoreCase(this.baseUrl.getRawAuthority())));
	}

	private static Optional<String> authority(String origin) {
		try {
			return Optional.ofNullable(URI.create(origin).getRawAuthority());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
