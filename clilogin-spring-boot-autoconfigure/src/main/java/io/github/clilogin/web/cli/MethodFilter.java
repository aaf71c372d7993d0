package io.github.clilogin.web.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import io.github.clilogin.web.wire.RequestPaths;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;

/**
 * Refuses the methods that Spring Security's firewall rejects, since the host's error
 * page would answer them. Runs before Spring Security. The routes refuse all other
 * methods.
 */
public final class MethodFilter extends OncePerRequestFilter {

	private static final Set<String> ALLOWED_BY_FIREWALL = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE",
			"OPTIONS");

	private final RequestPaths paths;

	public MethodFilter(Collection<String> paths) {
		this.paths = RequestPaths.of(paths);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return ALLOWED_BY_FIREWALL.contains(request.getMethod()) || !this.paths.match(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		WireException.methodNotAllowed("POST").toResponse(WireDialect.JSON_CAMEL).writeTo(response);
	}

}
