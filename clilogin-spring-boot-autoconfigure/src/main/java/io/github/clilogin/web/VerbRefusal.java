package io.github.clilogin.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Refuses the verbs that Spring Security's firewall does not let through, which would
 * come back through the host's error page. The routes refuse the others.
 */
final class VerbRefusal extends OncePerRequestFilter {

	private static final Set<String> LET_THROUGH = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	private final Set<String> paths;

	VerbRefusal(CliLoginPaths paths) {
		this.paths = Set.copyOf(paths.machine());
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return LET_THROUGH.contains(request.getMethod())
				|| !this.paths.contains(ServletRequestPathUtils.parse(request).pathWithinApplication().value());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		WireException.methodNotAllowed("POST").toAnswer(Dialect.JSON_CAMEL).writeTo(response);
	}

}
