package io.github.clilogin.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.internal.FailureLogger;

/**
 * Authenticates a request by a token in its {@code Authorization} header (RFC 6750 §2.1).
 * Ignores tokens with another prefix, which other issuers may accept. Does not call
 * {@code sendError}, which would dispatch to the host application's error page.
 */
final class CliTokenAuthenticationFilter implements Filter, RequestMatcher {

	private static final FailureLogger failures = new FailureLogger(
			System.getLogger(CliTokenAuthenticationFilter.class.getName()),
			"Could not check a token; the request was answered with 503");

	private static final FailureLogger tenantFailures = new FailureLogger(
			System.getLogger(CliTokenAuthenticationFilter.class.getName()),
			"A request with a token was refused, because it has no valid tenant");

	private static final String SCHEME = "Bearer ";

	private static final int RETRY_AFTER_SECONDS = 5;

	private final CliLoginService service;

	private final RequestMatcher paths;

	private final Function<HttpServletRequest, String> tenants;

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	/**
	 * Keeps the context for the later dispatches of a request, which skip this filter.
	 */
	private final RequestAttributeSecurityContextRepository repository = new RequestAttributeSecurityContextRepository();

	CliTokenAuthenticationFilter(CliLoginService service, RequestMatcher paths,
			Function<HttpServletRequest, String> tenants) {
		this.service = service;
		this.paths = paths;
		this.tenants = tenants;
	}

	/** Returns whether this filter authenticates or answers the request. */
	@Override
	public boolean matches(HttpServletRequest request) {
		return token(request) != null;
	}

	/**
	 * Ignores a forward, since a token would authenticate a request to a path that
	 * accepts no tokens.
	 */
	private @Nullable String token(HttpServletRequest request) {
		boolean accepted = request.getDispatcherType() == DispatcherType.REQUEST && this.paths.matches(request);
		return accepted ? tokenOfHeader(request) : null;
	}

	private @Nullable String tokenOfHeader(HttpServletRequest request) {
		String header = header(request);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String token = header.substring(SCHEME.length()).strip();
		return token.startsWith(this.service.settings().token().prefix()) ? token : null;
	}

	/** Ignores a header that the firewall rejects as soon as it is read. */
	private static @Nullable String header(HttpServletRequest request) {
		try {
			return request.getHeader(HttpHeaders.AUTHORIZATION);
		}
		catch (RequestRejectedException ex) {
			return null;
		}
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest servletRequest = (HttpServletRequest) request;
		String token = token(servletRequest);
		if (token == null) {
			chain.doFilter(request, response);
		}
		else {
			doFilter(token, servletRequest, (HttpServletResponse) response, chain);
		}
	}

	private void doFilter(String token, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<CliLoginService> ofTenant = tenantFailures
			.call(() -> this.service.forTenant(this.tenants.apply(request)));
		if (ofTenant.isEmpty()) {
			this.contexts.clearContext();
			answer(response, HttpServletResponse.SC_FORBIDDEN, "access_denied");
			return;
		}
		Optional<CliTokenAuthentication> user;
		try {
			user = ofTenant.get().authenticate(token);
		}
		catch (RuntimeException ex) {
			failures.log(ex);
			this.contexts.clearContext();
			response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
			answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "temporarily_unavailable");
			return;
		}
		if (user.isEmpty()) {
			this.contexts.clearContext();
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
			answer(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_token");
			return;
		}
		authenticate(user.get(), request, response);
		chain.doFilter(new WithoutAuthorizationRequest(request), response);
	}

	private void authenticate(CliTokenAuthentication user, HttpServletRequest request, HttpServletResponse response) {
		SecurityContext context = this.contexts.createEmptyContext();
		context.setAuthentication(user);
		this.contexts.setContext(context);
		this.repository.saveContext(context, request, response);
	}

	private static void answer(HttpServletResponse response, int status, String error) throws IOException {
		response.setStatus(status);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		// A writer would add its charset to the content type
		response.getOutputStream().write(("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8));
	}

}
