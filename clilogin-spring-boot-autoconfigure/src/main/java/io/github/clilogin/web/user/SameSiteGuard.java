package io.github.clilogin.web.user;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Detects requests of other sites. Without it, any site could confirm a login that it has
 * started, if the host disables CSRF protection.
 *
 * @param baseUrl the public URL of the application, or {@code null}
 */
public record SameSiteGuard(@Nullable URI baseUrl) {

	/**
	 * {@return whether the headers name another site as the sender}
	 * @param request the request
	 */
	public boolean isForeign(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		// A page of another origin of the same site can embed a GET, which the browser
		// sends with cookies but without Origin
		if (origin == null || "same-origin".equals(site)) {
			return "cross-site".equals(site) || "same-site".equals(site);
		}
		return "cross-site".equals(site) || !isOwn(origin, request);
	}

	/** Ignores the scheme, which differs behind a proxy that terminates TLS. */
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
