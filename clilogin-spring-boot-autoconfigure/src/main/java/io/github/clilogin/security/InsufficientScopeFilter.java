package io.github.clilogin.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.ThrowableAnalyzer;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.clilogin.CliTokenAuthentication;

/**
 * Adds {@code insufficient_scope} (RFC 6750 §3.1) to the response if the host application
 * denies a request with a token. Does not write the rest of the response.
 */
final class InsufficientScopeFilter extends OncePerRequestFilter {

	private final ThrowableAnalyzer analyzer = new ThrowableAnalyzer();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			if (hasToken() && isDenied(ex)) {
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
			}
			throw ex;
		}
	}

	private static boolean hasToken() {
		return SecurityContextHolder.getContext().getAuthentication() instanceof CliTokenAuthentication;
	}

	private boolean isDenied(Exception exception) {
		return this.analyzer.getFirstThrowableOfType(AccessDeniedException.class,
				this.analyzer.determineCauseChain(exception)) != null;
	}

}
