package io.github.clilogin.web.user;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.wire.ReadableRequest;
import io.github.clilogin.web.wire.RequestPaths;

/**
 * Keeps the confirmation page as the page to return to after the sign-in. Otherwise the
 * request of a browser for an icon or a manifest, sent while the sign-in page shows,
 * would replace it. The page itself replaces it, and so does another page if the browser
 * says that the user opened it. A browser that sends no {@code Sec-Fetch} headers, such
 * as one without TLS, returns to the confirmation page even if the user has opened
 * another page.
 */
public final class PageRequestCache implements RequestCache {

	private final RequestCache target;

	private final RequestPaths page;

	/**
	 * Creates a cache.
	 * @param target the cache of the host, which stores the requests
	 * @param paths the paths of the confirmation page
	 */
	public PageRequestCache(RequestCache target, CliLoginPaths paths) {
		this.target = target;
		this.page = RequestPaths.of(List.of(paths.page(), paths.browser(), paths.returnPage()));
	}

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		if (mayReplacePage(ReadableRequest.of(request))
				|| !isPage(this.target.getRequest(request, response), request)) {
			this.target.saveRequest(request, response);
		}
	}

	private boolean mayReplacePage(HttpServletRequest request) {
		return PageNavigation.isPossible(request)
				&& (this.page.match(request) || "?1".equals(request.getHeader("Sec-Fetch-User")));
	}

	private boolean isPage(@Nullable SavedRequest saved, HttpServletRequest request) {
		String url = (saved != null) ? saved.getRedirectUrl() : null;
		return url != null && this.page.match(path(url), request);
	}

	/** Returns the path of a URL, which may have no scheme and host. */
	private static String path(String url) {
		String path = url.split("[?#]", 2)[0];
		int scheme = path.indexOf("://");
		int start = (scheme >= 0) ? path.indexOf('/', scheme + 3) : 0;
		return (start >= 0) ? path.substring(start) : "";
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
