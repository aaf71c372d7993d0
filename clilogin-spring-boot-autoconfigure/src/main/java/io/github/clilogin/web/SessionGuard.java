package io.github.clilogin.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Lets signed-in users in and keeps other sites out, whatever the host does about CSRF:
 * on a host without that protection any site could confirm a login it had started itself.
 */
final class SessionGuard {

	private static final Logger logger = System.getLogger(SessionGuard.class.getName());

	private final @Nullable URI baseUrl;

	SessionGuard(@Nullable URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		user(request);
		if (isForeign(request.servletRequest())) {
			throw WireException.forbidden("Another site may not call this");
		}
		return next.handle(request);
	}

	static Authentication user(ServerRequest request) {
		return SignedInUser.authentication(request).orElseThrow(() -> {
			logger.log(Level.WARNING, "{0}: {1}", request.path(), SignedInUser.NOT_COVERED);
			return WireException.forbidden(SignedInUser.NOT_COVERED);
		});
	}

	boolean isForeign(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null || "same-origin".equals(site)) {
			return "cross-site".equals(site);
		}
		return "cross-site".equals(site) || !isOwn(origin, request);
	}

	/** The scheme is left out: a proxy that ends TLS makes it look different. */
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
