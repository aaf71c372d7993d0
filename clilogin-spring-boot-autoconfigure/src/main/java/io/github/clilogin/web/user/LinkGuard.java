package io.github.clilogin.web.user;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.RequestPaths;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Detects links to the page that another site opened. Any site can open them in the
 * browser of its visitor, whose cookies go along. Wrong codes in such links would use up
 * the limit of this user. A sign-in at another site returns to a link in the same way, so
 * a cookie keeps the hash of the link that the user opened.
 */
final class LinkGuard {

	private static final String SITE = "Sec-Fetch-Site";

	/** The user opened the link, or a page of this application did. */
	private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

	private static final Duration MAX_SIGN_IN = Duration.ofMinutes(10);

	private final RequestPaths page;

	private final RequestPaths browser;

	private final String codeParameter;

	private final HostCookie cookie;

	LinkGuard(CliLoginWebSettings settings) {
		this.page = RequestPaths.of(List.of(settings.paths().page()));
		this.browser = RequestPaths.of(List.of(settings.paths().browser()));
		this.codeParameter = settings.userCodeParameter();
		this.cookie = new HostCookie("clilogin-link", settings.baseUrl());
	}

	/**
	 * Returns whether another site opened the link of a request. Otherwise, remembers the
	 * link in a cookie. Returns {@code false} without a {@code Sec-Fetch-Site} header,
	 * because browsers send none over plain HTTP.
	 */
	boolean isForeign(HttpServletRequest request, HttpServletResponse response) {
		List<String> sites = Collections.list(request.getHeaders(SITE));
		Optional<String> hash = sites.isEmpty() ? Optional.empty() : link(request).map(Sha256::hex);
		if (hash.isEmpty()) {
			return false;
		}
		if (!OWN_SITES.containsAll(sites)) {
			return !this.cookie.read(request).equals(hash);
		}
		response.addHeader(HttpHeaders.SET_COOKIE,
				this.cookie.with(hash.get(), request).maxAge(MAX_SIGN_IN).build().toString());
		return false;
	}

	/**
	 * Returns the part of a link that names a login, or empty for any other request. Both
	 * parameters count on both paths, because {@link PageLinks#again} reads both.
	 */
	private Optional<String> link(HttpServletRequest request) {
		String method = request.getMethod();
		if (!HttpMethod.GET.matches(method) && !HttpMethod.HEAD.matches(method)) {
			return Optional.empty();
		}
		String path = this.page.match(request) ? "page" : this.browser.match(request) ? "browser" : "";
		return path.isEmpty() ? Optional.empty()
				: Stream.of(this.codeParameter, PageLinks.STATE)
					.flatMap((name) -> field(name, request).stream())
					.reduce((code, state) -> code + "&" + state)
					.map((fields) -> path + "?" + fields);
	}

	private static Optional<String> field(String name, HttpServletRequest request) {
		return WireRequestReader.readField(request, name).map((value) -> name + "=" + value);
	}

}
