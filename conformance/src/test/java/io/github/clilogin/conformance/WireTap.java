package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.github.clilogin.testsupport.TestWaits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records the requests of clients and the responses, without changing either.
 */
public final class WireTap extends OncePerRequestFilter {

	/** Marks requests of the tests, which are not recorded. */
	static final String TEST_HEADER = "X-Conformance";

	private static final int LIMIT = 64 * 1024;

	private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

	/**
	 * Waits for an exchange, which may have happened already. Exchanges of earlier tests
	 * stay recorded, so the condition has to name a value that only one login has.
	 * @param what describes the exchange
	 * @param wanted whether an exchange is the awaited one
	 * @return the first such exchange
	 */
	public Exchange await(String what, Predicate<Exchange> wanted) {
		TestWaits.await("a request that " + what).untilAsserted(() -> assertThat(this.exchanges).anyMatch(wanted));
		return this.exchanges.stream().filter(wanted).findFirst().orElseThrow();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(TEST_HEADER) != null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingRequestWrapper asked = new ContentCachingRequestWrapper(request, LIMIT);
		ContentCachingResponseWrapper answered = new ContentCachingResponseWrapper(response);
		chain.doFilter(asked, answered);
		Exchange exchange = new Exchange(request.getMethod(), request.getRequestURI(), request.getContentType(),
				request.getHeader("Authorization"), text(asked.getContentAsByteArray()), answered.getStatus(),
				text(answered.getContentAsByteArray()));
		answered.copyBodyToResponse();
		this.exchanges.add(exchange);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
