package io.github.clilogin.web.wire;

import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Matches paths below the context path and the servlet path, as routes do. A request to
 * any other path costs a search in the text of its URI.
 *
 * @param patterns the patterns
 * @param beginnings the texts before the first variable of the patterns, as in a URI
 */
public record RequestPaths(List<PathPattern> patterns, List<String> beginnings) {

	/**
	 * {@return the parsed patterns}
	 * @param patterns the patterns
	 */
	public static RequestPaths of(Collection<String> patterns) {
		List<String> beginnings = patterns.stream()
			.map((pattern) -> pattern.replaceFirst("/?([{*?].*)?$", ""))
			.toList();
		return new RequestPaths(patterns.stream().map(PathPatternParser.defaultInstance::parse).toList(),
				beginnings.stream().filter((text) -> isShortest(text, beginnings)).distinct().toList());
	}

	private static boolean isShortest(String text, List<String> texts) {
		return texts.stream().noneMatch((other) -> text.length() > other.length() && text.contains(other));
	}

	/**
	 * {@return whether the path of a request matches one of the patterns}
	 * @param request the request
	 */
	public boolean match(HttpServletRequest request) {
		if (!mayMatch(request.getRequestURI())) {
			return false;
		}
		RequestPath parsed = ServletRequestPathUtils.hasParsedRequestPath(request)
				? ServletRequestPathUtils.getParsedRequestPath(request) : ServletRequestPathUtils.parse(request);
		PathContainer path = parsed.pathWithinApplication();
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(path));
	}

	/** Returns {@code true} in doubt: escapes and path parameters can hide a match. */
	private boolean mayMatch(String uri) {
		if (uri.indexOf('%') >= 0 || uri.indexOf(';') >= 0) {
			return true;
		}
		for (String beginning : this.beginnings) {
			if (uri.contains(beginning)) {
				return true;
			}
		}
		return false;
	}

}
