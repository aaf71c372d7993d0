package io.github.clilogin.web.cli;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.LoopbackHost;
import io.github.clilogin.web.wire.WireException;

/**
 * Refuses requests that a browser sends for a page of another origin. Without it, such a
 * page could start a login at the address of its visitor, who is then asked to confirm.
 */
final class ForeignOriginFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

	private static final String SITE = "Sec-Fetch-Site";

	private static final String SAME_ORIGIN = "same-origin";

	private static final Set<String> OWN_SITES = Set.of(SAME_ORIGIN, "none");

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private final @Nullable URI baseUrl;

	private final List<String> allowed;

	ForeignOriginFilter(CliLoginWebSettings settings) {
		this.baseUrl = settings.baseUrl();
		this.allowed = settings.allowedOrigins();
	}

	@Override
	public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		check(request.servletRequest());
		return next.handle(request);
	}

	/**
	 * A browser sends one origin, so several come from an intermediary or an attacker.
	 */
	private void check(HttpServletRequest request) {
		List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
		if (origins.size() == 1 && this.allowed.contains(origins.get(0))) {
			return;
		}
		if (origins.size() > 1 || !origins.stream().allMatch((origin) -> isOwn(origin, request))) {
			throw refusal("The Origin header");
		}
		if (!OWN_SITES.containsAll(Collections.list(request.getHeaders(SITE)))) {
			throw refusal("The Sec-Fetch-Site header");
		}
	}

	private static WireException refusal(String header) {
		return WireException
			.forbidden(header + " names another site: clilogin.endpoints.allowed-origins does not contain its origin");
	}

	private boolean isOwn(String origin, HttpServletRequest request) {
		URI page = page(origin);
		if (page == null) {
			return false;
		}
		boolean isHost = page.getRawAuthority().equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
		if (this.baseUrl == null) {
			return isHost || SAME_ORIGIN.equals(request.getHeader(SITE));
		}
		// An attacker can let a name resolve to this address, but not the name of this
		// machine
		return isSameOrigin(page, this.baseUrl) || (isHost && LoopbackHost.matches(page.getHost()));
	}

	/** Returns the origin of a page of HTTP, or {@code null}. */
	private static @Nullable URI page(String origin) {
		try {
			URI page = URI.create(origin);
			return (page.getHost() != null && page.getScheme() != null && port(page) > 0) ? page : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isSameOrigin(URI page, URI other) {
		return page.getScheme().equalsIgnoreCase(other.getScheme()) && page.getHost().equalsIgnoreCase(other.getHost())
				&& port(page) == port(other);
	}

	private static int port(URI uri) {
		if (uri.getPort() >= 0) {
			return uri.getPort();
		}
		return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
			case "http" -> HTTP_PORT;
			case "https" -> HTTPS_PORT;
			default -> -1;
		};
	}

}
