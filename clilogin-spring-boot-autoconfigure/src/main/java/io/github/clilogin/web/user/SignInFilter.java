package io.github.clilogin.web.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.HtmlUtils;

import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.wire.ReadableRequest;
import io.github.clilogin.web.wire.ReadableRequestFilter;
import io.github.clilogin.web.wire.RequestPaths;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Requires a sign-in for the endpoints of users. Throws, so that the host's
 * {@code ExceptionTranslationFilter} saves the request and starts the host's sign-in.
 * Also requires a recent sign-in to review and confirm on the page, and redirects a link
 * that another site opened to the page without the code. Refuses multipart requests. Runs
 * before the {@code AuthorizationFilter}, whose rules apply as well.
 */
public final class SignInFilter implements Filter {

	/**
	 * Dispatches of a request that this filter has let through. A forward to a path of
	 * clilogin needs a sign-in like a request.
	 */
	private static final Set<DispatcherType> REPEATED = EnumSet.of(DispatcherType.ASYNC, DispatcherType.ERROR);

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final PageLinks links;

	private final LinkGuard guard;

	private final SignInAge age;

	private final RequestPaths covered;

	private final RequestPaths forms;

	private final RequestPaths opened;

	private final RequestPaths finished;

	/** The paths of the page that review and confirm. */
	private final RequestPaths confirming;

	/**
	 * Creates a filter.
	 * @param settings the settings
	 * @param page whether the page is enabled
	 * @param jsonPaths the paths of the enabled JSON endpoints
	 */
	public SignInFilter(CliLoginWebSettings settings, boolean page, List<String> jsonPaths) {
		CliLoginPaths paths = settings.paths();
		this.links = new PageLinks(settings);
		this.guard = new LinkGuard(settings);
		this.age = new SignInAge(settings);
		this.confirming = RequestPaths.of(page ? List.of(paths.page(), paths.browser(), paths.pageForm(Action.CONFIRM),
				paths.pageForm(Action.COMPARE_NETWORKS)) : List.of());
		this.forms = RequestPaths.of(page ? paths.pageForms() : List.of());
		this.opened = RequestPaths.of(page ? List.of(paths.page(), paths.browser()) : List.of());
		this.finished = RequestPaths.of(page ? List.of(paths.finished()) : List.of());
		List<String> covered = new ArrayList<>(jsonPaths);
		covered.addAll(page ? paths.pagePaths() : List.of());
		this.covered = RequestPaths.of(covered);
	}

	private boolean isForm(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod()) && this.forms.match(request);
	}

	/** Returns whether this GET follows a form and opens a page of clilogin. */
	private boolean isSignedOut(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && this.opened.match(request)
				&& WireRequestReader.readField(request, PageLinks.SIGNED_OUT).isPresent();
	}

	/**
	 * Returns whether the CLI has sent the browser here. The browser then sends no cookie
	 * with {@code SameSite=Strict}, but does so when the page opens itself again.
	 */
	private boolean isSentByCli(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && this.finished.match(request)
				&& "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest servletRequest = (HttpServletRequest) request;
		if (REPEATED.contains(request.getDispatcherType()) || !this.covered.match(servletRequest)) {
			chain.doFilter(request, response);
		}
		else {
			doFilter(ReadableRequest.of(servletRequest), (HttpServletResponse) response, chain);
		}
	}

	private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (ReadableRequestFilter.refuseMultipart(request, response)) {
			return;
		}
		if (this.opened.match(request) && this.guard.isForeign(request, response)) {
			redirect(this.links.bare(request), response);
			return;
		}
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user != null && this.trust.isAuthenticated(user) && !mustRepeat(user, request)) {
			SignedInUser.mark(request, user);
			chain.doFilter(request, response);
		}
		else if (isForm(request)) {
			// A GET, to which the host can return after the sign-in
			redirect(this.links.againSignedOut(request), response);
		}
		else if (isSignedOut(request)) {
			writeRefresh(this.links.again(request), response);
		}
		else if (isSentByCli(request)) {
			writeRefresh(this.links.finished(request), response);
		}
		else {
			throw new InsufficientAuthenticationException("A signed-in user, or a recent sign-in, is required");
		}
	}

	private boolean mustRepeat(Authentication user, HttpServletRequest request) {
		return this.age.isExceededBy(user) && this.confirming.match(request);
	}

	private static void redirect(String location, HttpServletResponse response) {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.LOCATION, location);
	}

	private static void writeRefresh(String link, HttpServletResponse response) throws IOException {
		String url = HtmlUtils.htmlEscape(link);
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("Content-Security-Policy", "default-src 'none'; img-src data:; frame-ancestors 'none'");
		response.getWriter().write("""
				<!doctype html>
				<html lang="en">
				<meta charset="utf-8">
				<meta name="color-scheme" content="light dark">
				<meta http-equiv="refresh" content="0; url=%1$s">
				<link rel="icon" href="data:,">
				<title>Sign in</title>
				<a href="%1$s">Sign in</a>
				""".formatted(url));
	}

}
