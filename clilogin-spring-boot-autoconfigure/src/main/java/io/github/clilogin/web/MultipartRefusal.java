package io.github.clilogin.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses multipart bodies, which the dispatcher servlet would parse before it looks for
 * a handler: a malformed one would come back through the host's error page.
 */
final class MultipartRefusal extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!refused(request, response)) {
			chain.doFilter(request, response);
		}
	}

	/** Answers a request with such a body. */
	static boolean refused(HttpServletRequest request, HttpServletResponse response) throws IOException {
		boolean multipart = StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/");
		if (multipart) {
			RequestReader.unsupported().toAnswer(Dialect.JSON_CAMEL).writeTo(response);
		}
		return multipart;
	}

}
