package io.github.clilogin.web.wire;

import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Matches paths below the context path and the servlet path, as routes do.
 *
 * @param patterns the patterns
 */
public record RequestPaths(List<PathPattern> patterns) {

	/**
	 * {@return the parsed patterns}
	 * @param patterns the patterns
	 */
	public static RequestPaths of(Collection<String> patterns) {
		return new RequestPaths(patterns.stream().map(PathPatternParser.defaultInstance::parse).toList());
	}

	/**
	 * {@return whether the path of a request matches one of the patterns}
	 * @param request the request
	 */
	public boolean match(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(path));
	}

}
