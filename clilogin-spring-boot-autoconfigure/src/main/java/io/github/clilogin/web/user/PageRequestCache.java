package io.github.clilogin.web.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

import io.github.clilogin.web.CliLoginPaths;

/**
 * Keeps the confirmation page as the page to return to after the sign-in, until the user
 * opens another page. Otherwise the request of a browser for an icon or a manifest, sent
 * while the sign-in page shows, would replace it.
 *
 * @param target the cache of the host, which stores the requests
 * @param paths the paths of the confirmation page
 */
public record PageRequestCache(RequestCache target, CliLoginPaths paths) implements RequestCache {

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		if (isOpenedByUser(request) || isPage(request.getRequestURI())
				|| !isPage(this.target.getRequest(request, response))) {
			this.target.saveRequest(request, response);
		}
	}

	/**
	 * Trusts headers that pages cannot set. Browsers send them over TLS and to localhost.
	 */
	private static boolean isOpenedByUser(HttpServletRequest request) {
		return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
				&& "?1".equals(request.getHeader("Sec-Fetch-User"));
	}

	private boolean isPage(@Nullable SavedRequest saved) {
		return saved != null && isPage(saved.getRedirectUrl().split("[?]", 2)[0]);
	}

	private boolean isPage(String url) {
		return url.endsWith(this.paths.page()) || url.endsWith(this.paths.browser());
	}

	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		return this.target.getRequest(request, response);
	}

	@Override
	public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
		return this.target.getMatchingRequest(request, response);
	}

	@Override
	public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
		this.target.removeRequest(request, response);
	}

}
