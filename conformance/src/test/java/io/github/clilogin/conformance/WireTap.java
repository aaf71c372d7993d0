package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Sees what clients send and what they are answered, without changing either.
 */
public final class WireTap extends OncePerRequestFilter {

	/** Marks requests of the tests themselves, which are not kept. */
	static final String OURS = "X-Conformance";

	private static final int LIMIT = 64 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<Exchange> exchanges = new ArrayList<>();

	/**
	 * Waits for an exchange, also one of the past.
	 * @param what was to happen, in words
	 * @param wanted which exchange
	 * @return the first such exchange
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized Exchange await(String what, Predicate<Exchange> wanted) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		for (;;) {
			Optional<Exchange> found = this.exchanges.stream().filter(wanted).findFirst();
			if (found.isPresent()) {
				return found.get();
			}
			long left = (end - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new AssertionError("No request was " + what + ": " + this.exchanges);
			}
			wait(left);
		}
	}

	/**
	 * Forgets what has been heard.
	 */
	public synchronized void clear() {
		this.exchanges.clear();
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
		keep(exchange);
	}

	private synchronized void keep(Exchange exchange) {
		this.exchanges.add(exchange);
		notifyAll();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
