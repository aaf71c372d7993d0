package io.github.clilogin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Demands a sign-in for what a person does, by the host's own means: it throws, and the
 * host's {@code ExceptionTranslationFilter} saves the request and asks. Runs before the
 * host's authorization rules, which apply as well.
 */
final class SignInFilter extends OncePerRequestFilter {

	/**
	 * Says that a form has led here. Browsers hold a page's {@code form-action} against
	 * every redirect that follows its form, also against the host's redirect to a sign-in
	 * elsewhere, so such a chain must end in a page of ours that goes on by itself.
	 */
	static final String SIGNED_OUT = "signed_out";

	private static final String YES = "true";

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final PageAddress address;

	private final List<PathPattern> covered;

	private final List<PathPattern> forms;

	private final List<PathPattern> opened;

	SignInFilter(CliLoginWebSettings settings, Set<SessionEndpoint> served) {
		this.address = new PageAddress(settings);
		boolean page = served.contains(SessionEndpoint.PAGE);
		this.forms = page ? patterns(this.address.forms().stream()) : List.of();
		this.opened = page ? patterns(Stream.of(settings.paths().page(), settings.paths().browser())) : List.of();
		List<PathPattern> covered = new ArrayList<>(this.forms);
		served.forEach((endpoint) -> covered.addAll(patterns(paths(endpoint, settings.paths()))));
		this.covered = List.copyOf(covered);
	}

	/** Forms left out. */
	private static Stream<String> paths(SessionEndpoint endpoint, CliLoginPaths paths) {
		return switch (endpoint) {
			case PAGE -> Stream.of(paths.browser());
			case LOGINS -> Stream.of(paths.logins(), paths.login(), paths.loginConfirm(), paths.loginReject());
			case TOKENS -> Stream.of(paths.tokens(), paths.tokensRevoke());
		};
	}

	private static List<PathPattern> patterns(Stream<String> paths) {
		return paths.map(PathPatternParser.defaultInstance::parse).toList();
	}

	/** Below the context path and the servlet path, as our routes see it. */
	private static boolean matches(List<PathPattern> patterns, HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		return patterns.stream().anyMatch((pattern) -> pattern.matches(path));
	}

	boolean isForm(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod()) && matches(this.forms, request);
	}

	/** Our own redirects lead nowhere but to what a person opens. */
	private boolean isSignedOut(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && matches(this.opened, request)
				&& PageForm.read(request, SIGNED_OUT).isPresent();
	}

	static String signedOut(String url) {
		return url + (url.contains("?") ? "&" : "?") + SIGNED_OUT + "=" + YES;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !matches(this.covered, request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (MultipartRefusal.refused(request, response)) {
			return;
		}
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user != null && this.trust.isAuthenticated(user)) {
			SignedInUser.mark(request, user);
			chain.doFilter(request, response);
		}
		else if (isForm(request)) {
			comeBackSignedIn(request, response);
		}
		else if (isSignedOut(request)) {
			goOn(request, response);
		}
		else {
			throw new InsufficientAuthenticationException("A command line login needs a signed-in user");
		}
	}

	/** To a GET, which the host answers by its sign-in and comes back to. */
	void comeBackSignedIn(HttpServletRequest request, HttpServletResponse response) {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.LOCATION, signedOut(this.address.again(request)));
	}

	private void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String url = HtmlUtils.htmlEscape(this.address.again(request));
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
