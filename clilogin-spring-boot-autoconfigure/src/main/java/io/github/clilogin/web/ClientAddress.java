package io.github.clilogin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. Reading forwarding headers is the business of
 * {@code server.forward-headers-strategy}, which also takes them away; one that is still
 * there means that the address is a proxy's.
 */
final class ClientAddress {

	private ClientAddress() {
	}

	/** Returns the address, or {@code null} if it is not known. */
	static @Nullable String of(HttpServletRequest request) {
		return isForwarded(request) ? null : request.getRemoteAddr();
	}

	private static boolean isForwarded(HttpServletRequest request) {
		// No strategy takes X-Real-IP away, but after it the address agrees
		String realIp = request.getHeader("X-Real-IP");
		return request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null
				|| (realIp != null && !realIp.strip().equals(request.getRemoteAddr()));
	}

}
