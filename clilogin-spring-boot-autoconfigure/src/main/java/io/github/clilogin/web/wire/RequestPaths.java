package io.github.clilogin.web.wire;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Matches paths below the context path and the servlet path, as routes do. A request to
 * any other path costs a search in the text of its URI. Immutable.
 */
public final class RequestPaths {

	private final List<PathPattern> patterns;

	/** The texts before the first variable of the patterns, as in a URI. */
	private final List<String> beginnings;

	private final boolean anyServlet;

	private RequestPaths(Collection<String> patterns, boolean anyServlet) {
		List<String> beginnings = patterns.stream()
			.map((pattern) -> pattern.replaceFirst("/?([{*?].*)?$", ""))
			.toList();
		this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
		this.beginnings = beginnings.stream().filter((text) -> isShortest(text, beginnings)).distinct().toList();
		this.anyServlet = anyServlet;
	}

	/**
	 * {@return the parsed patterns, which match requests to a {@code DispatcherServlet}}
	 * Another servlet of the host has its own paths, such as {@code /console/status}.
	 * @param patterns the patterns
	 */
	public static RequestPaths of(Collection<String> patterns) {
		return new RequestPaths(patterns, false);
	}

	/**
	 * {@return the parsed patterns, which match requests to any servlet}
	 * @param patterns the patterns
	 */
	public static RequestPaths ofAnyServlet(Collection<String> patterns) {
		return new RequestPaths(patterns, true);
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
		return matches(parsed.pathWithinApplication()) && (this.anyServlet || isDispatched(request));
	}

	private boolean matches(PathContainer path) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(path));
	}

	/**
	 * {@return whether the path of an earlier request matches one of the patterns}
	 * @param path the path, which begins with the context path
	 * @param request another request to the same application
	 */
	public boolean match(String path, HttpServletRequest request) {
		return servletPaths(request.getServletContext()).map((servletPath) -> request.getContextPath() + servletPath)
			.anyMatch((before) -> path.startsWith(before)
					&& matches(PathContainer.parsePath(path.substring(before.length()))));
	}

	/** Returns the beginnings that Spring leaves out before it matches a path. */
	private static Stream<String> servletPaths(ServletContext context) {
		Stream<String> mappings = context.getServletRegistrations()
			.values()
			.stream()
			.filter((servlet) -> isDispatcher(servlet.getClassName(), context.getClassLoader()))
			.flatMap((servlet) -> servlet.getMappings().stream());
		return mappings.map((mapping) -> mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : "");
	}

	/** Accepts a request without a registered servlet, as tests make it. */
	private static boolean isDispatched(HttpServletRequest request) {
		ServletContext context = request.getServletContext();
		String name = request.getHttpServletMapping().getServletName();
		ServletRegistration servlet = StringUtils.hasLength(name) ? context.getServletRegistration(name) : null;
		return servlet == null || isDispatcher(servlet.getClassName(), context.getClassLoader());
	}

	private static boolean isDispatcher(@Nullable String className, ClassLoader loader) {
		if (className == null || className.equals(DispatcherServlet.class.getName())) {
			return className != null;
		}
		try {
			return DispatcherServlet.class.isAssignableFrom(ClassUtils.forName(className, loader));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
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
