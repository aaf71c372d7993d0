package io.github.clilogin.conformance;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the requests that the sample application holds, as it does with waiting polls.
 * Each response has the number of them since the start, also one of Spring Security.
 * {@link SampleProcess} adds this filter.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeldRequestsFilter extends OncePerRequestFilter {

	/** The header with the number of held requests. */
	static final String HEADER = "Held-Requests";

	private final AtomicInteger held = new AtomicInteger();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HEADER, this.held.toString());
		chain.doFilter(request, response);
		if (request.isAsyncStarted()) {
			this.held.incrementAndGet();
		}
	}

}
