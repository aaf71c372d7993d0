package io.github.clilogin.web.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
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
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.MultipartFilter;
import io.github.clilogin.web.wire.RequestPaths;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Requires a sign-in for the endpoints of users. Throws, so that the host's
 * {@code ExceptionTranslationFilter} saves the request and starts the host's sign-in.
 * Runs before the {@code AuthorizationFilter}, whose rules apply as well.
 */
public final class SignInFilter extends OncePerRequestFilter {

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final PageLinks links;

	private final RequestPaths covered;

	private final RequestPaths forms;

	private final RequestPaths opened;

	public SignInFilter(CliLoginWebSettings settings, Set<UserEndpoint> enabled) {
		boolean page = enabled.contains(UserEndpoint.PAGE);
		List<String> formPaths = page ? settings.paths().pageForms() : List.of();
		List<String> covered = new ArrayList<>(formPaths);
		enabled.forEach((endpoint) -> covered.addAll(endpoint.patterns(settings.paths())));
		this.links = new PageLinks(settings);
		this.forms = RequestPaths.of(formPaths);
		this.opened = RequestPaths.of(page ? List.of(settings.paths().page(), settings.paths().browser()) : List.of());
		this.covered = RequestPaths.of(covered);
	}

	boolean isForm(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod()) && this.forms.match(request);
	}

	/** Returns whether this GET follows a form and opens a page of clilogin. */
	private boolean isSignedOut(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && this.opened.match(request)
				&& WireRequestReader.readField(request, PageLinks.SIGNED_OUT).isPresent();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.covered.match(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (MultipartFilter.isRefused(request, response)) {
			return;
		}
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user != null && this.trust.isAuthenticated(user)) {
			SignedInUser.mark(request, user);
			chain.doFilter(request, response);
		}
		else if (isForm(request)) {
			redirectToSignIn(request, response);
		}
		else if (isSignedOut(request)) {
			writeRefresh(request, response);
		}
		else {
			throw new InsufficientAuthenticationException("A signed-in user is required");
		}
	}

	/** Redirects to a GET, to which the host can return after the sign-in. */
	void redirectToSignIn(HttpServletRequest request, HttpServletResponse response) {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.LOCATION, this.links.againSignedOut(request));
	}

	private void writeRefresh(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String url = HtmlUtils.htmlEscape(this.links.again(request));
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
