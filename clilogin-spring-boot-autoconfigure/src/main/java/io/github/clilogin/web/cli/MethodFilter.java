package io.github.clilogin.web.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.github.clilogin.web.wire.RequestPaths;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;

/**
 * Refuses the methods that Spring Security's firewall rejects, since the host's error
 * page would answer them. Runs before Spring Security. The routes refuse all other
 * methods.
 */
public final class MethodFilter implements Filter {

	private static final Set<String> ALLOWED_BY_FIREWALL = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE",
			"OPTIONS");

	private final RequestPaths paths;

	public MethodFilter(Collection<String> paths) {
		this.paths = RequestPaths.of(paths);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isRefused((HttpServletRequest) request)) {
			WireException.methodNotAllowed("POST")
				.toResponse(WireDialect.JSON_CAMEL)
				.writeTo((HttpServletResponse) response);
			return;
		}
		chain.doFilter(request, response);
	}

	private boolean isRefused(HttpServletRequest request) {
		return !ALLOWED_BY_FIREWALL.contains(request.getMethod()) && this.paths.match(request);
	}

}
