package io.github.clilogin.web.wire;

import java.io.IOException;
import java.util.Collection;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses a {@code Content-Type} that Jetty cannot return because it does not know the
 * charset. The filters of the host, which run before the endpoints, would fail.
 */
public final class UnknownCharsetFilter implements Filter {

	private final RequestPaths paths;

	/**
	 * Creates a filter.
	 * @param paths the path patterns
	 */
	public UnknownCharsetFilter(Collection<String> paths) {
		this.paths = RequestPaths.of(paths);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.paths.match((HttpServletRequest) request) && isUnreadable(request)) {
			WireRequestReader.unsupported().toResponse(WireDialect.JSON_CAMEL).writeTo((HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static boolean isUnreadable(ServletRequest request) {
		try {
			request.getContentType();
			return false;
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

}
