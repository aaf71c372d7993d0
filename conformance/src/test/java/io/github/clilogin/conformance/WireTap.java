package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sees what clients send and what they are answered, without changing either.
 */
public final class WireTap extends OncePerRequestFilter {

	/** Marks requests of the tests themselves, which are not kept. */
	static final String OURS = "X-Conformance";

	private static final int LIMIT = 64 * 1024;

	private static final Duration MAX_WAIT = Duration.ofSeconds(30);

	private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

	/**
	 * Waits for an exchange, which may have happened already. Exchanges of earlier tests
	 * are kept, so the condition names something that only one login has.
	 * @param what the exchange, in words
	 * @param wanted whether an exchange is the awaited one
	 * @return the first such exchange
	 */
	public Exchange await(String what, Predicate<Exchange> wanted) {
		Awaitility.await("a request that " + what)
			.atMost(MAX_WAIT)
			.untilAsserted(() -> assertThat(this.exchanges).anyMatch(wanted));
		return this.exchanges.stream().filter(wanted).findFirst().orElseThrow();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(OURS) != null;
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
