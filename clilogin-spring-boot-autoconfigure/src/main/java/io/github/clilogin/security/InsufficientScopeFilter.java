package io.github.clilogin.security;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.ThrowableAnalyzer;

import io.github.clilogin.CliTokenAuthentication;

/**
 * Adds {@code insufficient_scope} (RFC 6750 §3.1) to the response if the host application
 * denies a request with a token. Does not write the rest of the response.
 */
final class InsufficientScopeFilter implements Filter {

	private final ThrowableAnalyzer analyzer = new ThrowableAnalyzer();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			if (isFirst(request) && hasToken() && isDenied(ex)) {
				((HttpServletResponse) response).setHeader(HttpHeaders.WWW_AUTHENTICATE,
						"Bearer error=\"insufficient_scope\"");
			}
			throw ex;
		}
	}

	/** Leaves out later dispatches, such as one to an error page that is denied. */
	private static boolean isFirst(ServletRequest request) {
		return request.getDispatcherType() == DispatcherType.REQUEST;
	}

	private static boolean hasToken() {
		return SecurityContextHolder.getContext().getAuthentication() instanceof CliTokenAuthentication;
	}

	private boolean isDenied(Exception exception) {
		return this.analyzer.getFirstThrowableOfType(AccessDeniedException.class,
				this.analyzer.determineCauseChain(exception)) != null;
	}

}
