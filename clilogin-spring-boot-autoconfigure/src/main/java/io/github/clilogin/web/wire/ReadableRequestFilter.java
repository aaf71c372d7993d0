package io.github.clilogin.web.wire;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses multipart bodies, which the dispatcher servlet parses before it looks for a
 * handler. Replaces unreadable headers. Both would end at the error page of the host.
 * Hides parameters from the log of Spring.
 */
public final class ReadableRequestFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!refuseMultipart(request, response)) {
			chain.doFilter(ReadableRequest.withoutParameters(request), response);
		}
	}

	/**
	 * Refuses a request that has a multipart body.
	 * @param request the request
	 * @param response the response
	 * @return whether the request was refused
	 * @throws IOException if the connection failed
	 */
	public static boolean refuseMultipart(HttpServletRequest request, HttpServletResponse response) throws IOException {
		boolean multipart = StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/");
		if (multipart) {
			WireRequestReader.unsupported().toResponse(WireDialect.JSON_CAMEL).writeTo(response);
		}
		return multipart;
	}

}
