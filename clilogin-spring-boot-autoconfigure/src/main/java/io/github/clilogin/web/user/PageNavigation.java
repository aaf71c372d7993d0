package io.github.clilogin.web.user;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Detects requests by which a user opens a page. Trusts headers that pages cannot set,
 * since a page can embed any URL. A browser without TLS sends no {@code Sec-Fetch}
 * headers.
 */
public final class PageNavigation {

	private PageNavigation() {
	}

	/**
	 * {@return whether the browser may show the response as a page of its own} It does
	 * not if the request is for an image, a frame or a script.
	 * @param request the request
	 */
	public static boolean isPossible(HttpServletRequest request) {
		@Nullable String mode = request.getHeader("Sec-Fetch-Mode");
		return mode == null || (mode.equals("navigate") && "document".equals(request.getHeader("Sec-Fetch-Dest")));
	}

	/**
	 * {@return whether a user may have opened the page, so that the request may write} A
	 * browser that loads a page in advance says so.
	 * @param request the request
	 */
	public static boolean isByUser(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && isPossible(request)
				&& request.getHeader("Sec-Purpose") == null && request.getHeader("Purpose") == null;
	}

}
