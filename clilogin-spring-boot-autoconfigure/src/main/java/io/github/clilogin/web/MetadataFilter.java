package io.github.clilogin.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Lets everybody read the metadata, whatever the host's authorization rules say. The
 * paths are standards', not ours: where the host serves them, it is the host who answers.
 */
final class MetadataFilter extends OncePerRequestFilter {

	private final CliLoginWebSettings settings;

	private final Set<String> scopes;

	private final HostHandlers host;

	private final List<PathPattern> paths;

	MetadataFilter(CliLoginWebSettings settings, Set<String> scopes, HostHandlers host) {
		this.settings = settings;
		this.scopes = scopes;
		this.host = host;
		this.paths = MetadataRoutes.paths(settings).stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.GET.matches(request.getMethod()) || !matches(request);
	}

	/** Below the context path and the servlet path, as our routes see it. */
	private boolean matches(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		return this.paths.stream().anyMatch((pattern) -> pattern.matches(path));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.host.handles(request)) {
			chain.doFilter(request, response);
		}
		else {
			MetadataRoutes.document(this.settings, this.scopes).writeTo(response);
		}
	}

}
