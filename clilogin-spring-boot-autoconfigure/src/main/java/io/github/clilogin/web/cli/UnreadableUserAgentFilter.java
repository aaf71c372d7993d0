package io.github.clilogin.web.cli;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Hides a {@code User-Agent} that the firewall refuses, such as raw UTF-8. */
final class UnreadableUserAgentFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(isReadable(request) ? request : new WithoutUserAgent(request), response);
	}

	private static boolean isReadable(HttpServletRequest request) {
		try {
			Collections.list(request.getHeaders(HttpHeaders.USER_AGENT));
			return true;
		}
		catch (RequestRejectedException ex) {
			return false;
		}
	}

	private static final class WithoutUserAgent extends HttpServletRequestWrapper {

		WithoutUserAgent(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return HttpHeaders.USER_AGENT.equalsIgnoreCase(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return HttpHeaders.USER_AGENT.equalsIgnoreCase(name) ? Collections.emptyEnumeration()
					: super.getHeaders(name);
		}

	}

}
